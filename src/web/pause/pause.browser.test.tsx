import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { updateIdToParts } from '#contract/update-address.ts';
import { CONTENT_291, failing } from '../fixtures/failing.ts';
import { healthy, paused, paused291 } from '../fixtures/states.ts';
import { failingPage, pausedPage } from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

test('one click pauses in all rings; a double click makes one request', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).dblClick();
  await expect
    .element(screen.getByText('What devices report decides when it is paused. The reason is asked next.'))
    .toBeVisible();
  expect(server.actions).toHaveLength(1);
  expect(server.actions[0]).toMatchObject({
    method: 'POST',
    url: '/api/updates/crowdstrike~falcon-content~291/holds',
    body: '{"rings":"all"}',
    headers: { 'idempotency-key': 'key-1' },
  });
});

test('a pause can be undone for 10 s', async () => {
  const server = createFakeServer(failing);
  const { screen, times } = await renderBoard(server);
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  // A second tap of the same hand is none.
  await screen.getByRole('button', { name: 'Undo' }).click();
  expect(server.actions).toHaveLength(1);
  times.now += 600;
  await screen.getByRole('button', { name: 'Undo' }).click();
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();
  // Beside it, and on nothing that a second Enter would press.
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  expect(server.actions.at(-1)).toMatchObject({
    url: '/api/updates/crowdstrike~falcon-content~291/holds/hold-1/lift',
    body: '{"undo":true}',
  });
});

test('after the undo time the reason is asked in place and saved', async () => {
  const server = createFakeServer(failing);
  const { screen, times } = await renderBoard(server);
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect.element(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
  server.picture = paused;
  times.now += 10_000;
  const field = screen.getByRole('textbox', { name: 'Why was 291 paused?' });
  await field.fill('Boot loops in Canary');
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => server.actions.at(-1)?.url).toMatch(/holds\/hold-1\/reason$/);
  expect(server.actions.at(-1)?.body).toBe('{"reason":"Boot loops in Canary"}');
  expect(screen.getByRole('button', { name: 'Undo' }).query()).toBeNull();
});

test('without an answer the pause is tried for 60 s with one key, then plainly did not get through', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();
  server.down = true;
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect
    .element(screen.getByText(/The pause of \d\d:\d\d:\d\d did not get through\. The server did not answer\./))
    .toBeVisible();
  expect(server.actions.length).toBeGreaterThan(20);

  server.down = false;
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect
    .element(screen.getByText('What devices report decides when it is paused. The reason is asked next.'))
    .toBeVisible();
  expect(new Set(server.actions.map((action) => action.headers['idempotency-key']))).toEqual(new Set(['key-1']));
});

test('lifting shows the numbers of now and wants a reason', async () => {
  const explained = { ...paused291, holds: paused291.holds.map((hold) => ({ ...hold, reason: 'Boot loops' })) };
  const server = createFakeServer({ ...paused, updates: [explained, ...paused.updates.slice(1)] });
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: 'Lift the pause on 291…' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Lift the pause on Falcon Sensor content 291' });
  await expect.element(dialog.getByText('1,157 of 2,807 checked')).toBeVisible();
  await expect.element(dialog.getByText(/291 is failing now: at least 39/)).toBeVisible();
  const submit = dialog.getByRole('button', { name: 'Lift the pause on 291' });
  await expect.element(submit).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('textbox').fill('Withdrawn by the vendor');
  await submit.click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(server.actions.map((action) => action.body)).toEqual(['{"reason":"Withdrawn by the vendor"}']);
  // Paused once more, it is not asked about again unasked.
  server.picture = { ...failing, asOf: paused.asOf + 1 };
  await userEvent.keyboard('r');
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();
  server.picture = { ...server.picture, asOf: paused.asOf + 2, updates: [explained, ...paused.updates.slice(1)] };
  await userEvent.keyboard('r');
  await expect.element(screen.getByRole('button', { name: 'Lift the pause on 291…' })).toBeVisible();
  await expect.element(dialog).not.toBeInTheDocument();
});

test('an update the verdict does not speak of is paused from its row, after its numbers', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: 'Pause… Edge 126.0.2592' }).click();
  expect(server.actions).toHaveLength(0);
  const dialog = screen.getByRole('dialog', { name: 'Pause Edge 126.0.2592' });
  await dialog.getByRole('button', { name: /^Pause Edge 126.0.2592 in all rings/ }).click();
  await expect.element(screen.getByText('The gate holds Edge 126.0.2592 in all rings.')).toBeVisible();
  expect(server.actions[0]?.url).toBe('/api/updates/microsoft~edge~126.0.2592/holds');
});

test('what a pause will not stop can be read before the click, and the pause given from there', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: 'What this will not stop' }).click();
  const sheet = screen.getByRole('dialog', { name: 'What pausing 291 will not stop' });
  await expect.element(sheet.getByText(/no line of its own to falcon-content/)).toBeVisible();
  expect(server.actions).toEqual([]);
  await sheet.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect
    .element(screen.getByText('What devices report decides when it is paused. The reason is asked next.'))
    .toBeVisible();
  expect(server.actions).toHaveLength(1);
});

test('on a phone the button docks to the bottom edge when it is scrolled away, and its place is kept', async () => {
  await page.viewport(390, 844);
  const { screen } = await renderBoard(createFakeServer(failing));
  const button = screen.getByRole('button', { name: /^Pause 291 in all rings/ });
  await expect.element(button).toBeVisible();
  const height = () => document.querySelector('.verdict')?.getBoundingClientRect().height;
  const before = height();
  const below = screen.getByRole('region', { name: 'Recent log' });
  await expect.element(below).toBeVisible();
  below.element().scrollIntoView();
  await expect.poll(() => button.element().getBoundingClientRect().bottom).toBeGreaterThan(744);
  await expect.element(button).toBeInViewport();
  expect(height()).toBe(before);
  window.scrollTo(0, 0);
  await expect.poll(() => button.element().getBoundingClientRect().bottom).toBeLessThan(744);
  await page.viewport(1440, 1000);
});

test('on the way from an update to the live screen a pause stays made, and can still be undone', async () => {
  const server = createFakeServer(failing);
  server.pages[CONTENT_291] = failingPage;
  const { screen, times } = await renderBoard(server);
  await screen.getByRole('link', { name: 'All about 291' }).click();
  const button = screen.getByRole('button', { name: /^Pause 291 in all rings/ });
  await expect.element(button).toBeVisible();
  times.now += 500;
  server.pages[CONTENT_291] = pausedPage;
  server.picture = paused;
  await button.click();
  await expect.element(screen.getByRole('heading', { level: 1, name: /is paus(ed|ing) in all rings/ })).toBeVisible();
  await screen.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Live' }).click();
  await expect.element(screen.getByRole('heading', { level: 1, name: /is paus(ed|ing) in all rings/ })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('whoever is about to pause an update that another one explains reads first that it is not blamed', async () => {
  const { screen } = await renderBoard(createFakeServer(failing));
  await screen.getByRole('button', { name: 'Pause… Windows 2024-07 LCU' }).click();
  const sheet = screen.getByRole('dialog');
  await expect.element(sheet.getByText(/is not blamed: it fails only where 291 is too\.$/)).toBeVisible();
  await expect.element(sheet.getByText('Only where 291 is', { exact: true })).toBeVisible();
  expect(sheet.getByText(/Strong/).query()).toBeNull();
});

test('focus stays where the pressed button was, and goes back where a sheet was opened', async () => {
  const { screen } = await renderBoard(createFakeServer(failing));
  const link = screen.getByRole('button', { name: 'What this will not stop' });
  await link.click();
  await screen.getByRole('button', { name: 'Close' }).click();
  await expect.element(link).toHaveFocus();
  (screen.getByRole('button', { name: /^Pause 291 in all rings/ }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(screen.getByText('What devices report decides when it is paused. The reason is asked next.'))
    .toBeVisible();
  const place = screen
    .getByText('What devices report decides when it is paused. The reason is asked next.')
    .element()
    .closest('.act-inside');
  expect(document.activeElement).toBe(place);
});

test('screen readers hear an alarm at once and the rest when they are free, and no poll', async () => {
  const server = createFakeServer(healthy);
  const { screen, board } = await renderBoard(server);
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('No sign of harm in 21,368 devices.');
  const said = (how: string) => document.querySelector(`.verdict [aria-live="${how}"]`)?.textContent;
  expect([said('polite'), said('assertive')]).toEqual([expect.stringMatching(/^No sign of harm/), '']);
  board.pauses.setState({ busy: 1 });
  const [edge, ...rest] = healthy.updates;
  if (!edge) throw new Error('the healthy picture has no update');
  const more = { ...edge, counts: { ...edge.counts, checked: edge.counts.checked + 37 } };
  server.picture = { ...healthy, updates: [more, ...rest] };
  await expect
    .element(screen.getByRole('heading', { level: 1 }), { timeout: 12_000 })
    .toHaveTextContent('No sign of harm in 21,405 devices.');
  expect(said('polite')).toBe('No sign of harm in 21,368 devices.');
  server.picture = failing;
  await expect.poll(() => said('assertive'), { timeout: 12_000 }).toMatch(/is stopping devices from booting\.$/);
  expect(said('polite')).toBe('');
});

test.each(['/', `/updates/${updateIdToParts(CONTENT_291)}`])(
  'a pause by key on %s leaves focus where the button was',
  async (path) => {
    const server = createFakeServer(failing);
    server.pages = { [CONTENT_291]: failingPage };
    const { screen } = await renderBoard(server, path);
    const button = screen.getByRole('button', { name: /^Pause 291 in all rings/ });
    await expect.element(button).toBeVisible();
    (button.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
    server.picture = paused;
    server.pages = { [CONTENT_291]: pausedPage };
    await expect.element(screen.getByRole('heading', { level: 1, name: /is paused in all rings/ })).toBeVisible();
    expect(document.activeElement?.className).toBe('act-inside');
  },
);
