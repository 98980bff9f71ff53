import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { updateIdToParts } from '#contract/update-address.ts';
import { at } from '../fixtures/build.ts';
import { CONTENT_291, failing } from '../fixtures/failing.ts';
import { failingPage } from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';
import { Plot } from './plot.tsx';
import { prepareChart } from './prepare-chart.ts';

const panelOf = (screen: Awaited<ReturnType<typeof renderBoard>>['screen']) =>
  screen.getByRole('region', { name: 'Down, % of checked' });

/** An hour to a quarter of an hour before the picture's time. */
const PAST = '/?part=2024-07-19T03%3A31Z%7E2024-07-19T04%3A16Z';
const open = (path = '/') => renderBoard(createFakeServer(failing), path);

test('the part in view is chosen by keys, is in the address, and goes back to the present', async () => {
  const { screen, address } = await open(PAST);
  const begins = screen.getByRole('slider', { name: 'The part in view begins' });
  await expect.element(begins).toHaveAttribute('aria-valuetext', '03:31');
  const panel = screen.getByRole('region', { name: 'Down, % of checked' });
  await expect.element(panel.getByText(/since 03:31/)).toBeVisible();
  (begins.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.poll(() => address()).toBe(PAST.replace('03%3A31', '03%3A33'));
  await expect.element(begins).toHaveFocus();
  await panel.getByRole('button', { name: 'Back to now' }).click();
  expect(address()).toBe('/');
  await expect.element(panel.getByText('04:31 now')).toBeInTheDocument();
});

test('the whole range can be chosen, and is not the part the chart chooses itself', async () => {
  const { screen, address } = await open();
  const begins = screen.getByRole('slider', { name: 'The part in view begins' });
  await expect.element(panelOf(screen).getByText(/since \d\d:\d\d/)).toBeVisible();
  (begins.element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(() => address()).toBe('/?part=all');
  await expect.element(begins).toHaveValue('0');
  expect(
    panelOf(screen)
      .getByText(/since \d\d:\d\d/)
      .query(),
  ).toBeNull();
});

test('the part in view is dragged along the strip, as long as it is, to the present and no further', async () => {
  const { screen, address } = await open(PAST);
  const begins = screen.getByRole('slider', { name: 'The part in view begins' });
  await expect.element(begins).toHaveAttribute('aria-valuetext', '03:31');
  const strip = begins.element().parentElement as HTMLElement;
  const grip = strip.querySelector('.in-view') as HTMLElement;
  const pointPx = strip.clientWidth / 179;
  await userEvent.dragAndDrop(grip, strip, {
    sourcePosition: { x: 10, y: 10 },
    targetPosition: { x: pointPx * 109 + 10, y: 10 },
  });
  await expect.poll(() => address()).toBe('/?part=2024-07-19T03%3A21Z%7E2024-07-19T04%3A06Z');
  await userEvent.dragAndDrop(grip, strip, {
    sourcePosition: { x: 10, y: 10 },
    targetPosition: { x: strip.clientWidth - 2, y: 10 },
  });
  await expect.poll(() => address()).toBe('/?part=45m');
  await expect.element(begins).toHaveAttribute('aria-valuetext', '03:46');
});

test('going back to now leaves the focus where the part in view ends', async () => {
  const { screen } = await open(PAST);
  await panelOf(screen).getByRole('button', { name: 'Back to now' }).click();
  await expect.element(screen.getByRole('slider', { name: 'The part in view ends' })).toHaveFocus();
});

test('past pauses are asked for until they are answered', async () => {
  const server = createFakeServer(failing);
  const common = { wallAt: 0, actor: { kind: 'person' as const, name: 'Ops' }, update: CONTENT_291, hold: 'h1' };
  server.log = [
    { ...common, seq: 2, at: at(15), kind: 'hold_lifted', reason: 'fixed', undo: false },
    { ...common, seq: 1, at: at(9), kind: 'hold_placed', rings: 'all', reason: null },
  ];
  const { send } = server;
  let busy = true;
  let asked = 0;
  server.send = async (request) => {
    if (!request.url.startsWith('/api/log')) return send(request);
    asked += 1;
    if (busy) throw new TypeError('Failed to fetch');
    return send(request);
  };
  const { screen } = await renderBoard(server);
  await expect.poll(() => asked).toBe(1);
  busy = false;
  await expect.element(panelOf(screen).getByText('Resumed 04:24'), { timeout: 10_000 }).toBeInTheDocument();
  expect(asked).toBe(2);
});

test('another range begins with its whole again', async () => {
  const { screen, address } = await open(PAST);
  await screen.getByRole('button', { name: '24 h' }).click();
  expect(address()).toBe('/?range=24h');
});

test('values are read by arrow keys, every ring with its share', async () => {
  const { screen } = await open();
  const chart = screen.getByRole('img', { name: /^Line chart\. Down, % of checked/ });
  await expect.element(chart).toBeVisible();
  (chart.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  const reading = screen.getByRole('listitem').filter({ hasText: /^Canary(no data|[\d.]+ %)$/ });
  await expect.element(reading).toBeVisible();
});

test('the numbers behind a chart are copied as CSV, times in UTC and a gap left empty', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const { screen } = await open('/?tz=local');
  await screen.getByText('Show as table: down').click();
  await screen.getByRole('button', { name: /^Copy as CSV.*down$/ }).click();
  await expect.element(screen.getByRole('status').filter({ hasText: 'Copied' })).toBeInTheDocument();
  const lines = String(written.mock.calls[0]?.[0]).split('\r\n');
  expect(lines[0]).toBe('time,"Canary, %","Pilot, %","Early, %","Broad, %"');
  expect(lines.at(-1)).toMatch(/^2024-07-19T04:31:00\.000Z,[\d.]+,[\d.]+,[\d.]+,$/);
});

test('a chart and the sentence that says it are drawn together, when there is time for it', async () => {
  const modelOf = (share: number) =>
    prepareChart([{ ring: 'Canary', index: 0, shares: [0, share] }], {
      from: at(0),
      stepMs: 60_000,
      zone: 'utc',
      widthPx: 600,
      heightPx: 160,
      atLeast: 0.1,
      events: [],
      end: 'now',
    });
  const size = { width: 600, height: 160 };
  const screen = await render(<Plot model={modelOf(0.1)} size={size} label="Canary 10 %" />);
  await expect.element(screen.getByRole('img', { name: 'Canary 10 %' })).toBeVisible();
  const idle = vi.spyOn(window, 'requestIdleCallback').mockReturnValue(0);
  await screen.rerender(<Plot model={modelOf(0.2)} size={size} label="Canary 20 %" />);
  await expect.element(screen.getByRole('img', { name: 'Canary 10 %' })).toBeVisible();
  await expect.element(screen.getByText(/10\.0/)).toBeVisible();
  idle.mock.calls[0]?.[0]({ didTimeout: false, timeRemaining: () => 10 });
  await expect.element(screen.getByRole('img', { name: 'Canary 20 %' })).toBeVisible();
  await expect.element(screen.getByText(/20\.0/)).toBeVisible();
});

test('of the evidence only numbers have a unit in the CSV', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const server = createFakeServer(failing);
  server.pages = { [CONTENT_291]: failingPage };
  const { screen } = await renderBoard(server, `/updates/${updateIdToParts(CONTENT_291)}`);
  await screen.getByText('Show as table: evidence').click();
  await screen.getByRole('button', { name: /^Copy as CSV.*evidence$/ }).click();
  await expect.poll(() => written.mock.calls.length).toBe(1);
  expect(String(written.mock.calls[0]?.[0]).split('\r\n')[0]).toBe(
    'time,"Most so far, ln","Now, ln",Highest level passed',
  );
});
