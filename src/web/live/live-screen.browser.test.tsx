import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { failing } from '../fixtures/failing.ts';
import {
  drill,
  healthy,
  healthySeries,
  mostlySilent,
  noDevices,
  paused,
  pausedSeries,
  stalledDrill,
  tooFew,
  tooFewSeries,
} from '../fixtures/states.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

const show = (picture: Snapshot, series?: Series, path?: string) =>
  renderBoard(createFakeServer(picture, series), path);

describe('trouble of Bootwatch itself', () => {
  test('is a quiet line that leaves the verdict as it is', async () => {
    const sentence = 'Part of the stored history is damaged (records: 1 part set aside).';
    const { screen } = await show({ ...failing, troubles: [sentence] });
    await expect.element(screen.getByRole('status', { name: 'Bootwatch itself' })).toHaveTextContent(sentence);
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Falcon Sensor content 291 is stopping devices from booting.');
  });

  test('says nothing when there is none', async () => {
    const { screen } = await show(failing);
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
    expect(screen.getByRole('status', { name: 'Bootwatch itself' }).element().textContent).toBe('');
  });
});

describe('the verdict', () => {
  test('names the update that stops devices from booting, with its numbers', async () => {
    const { screen } = await show(failing);
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Falcon Sensor content 291 is stopping devices from booting.');
    await expect.element(screen.getByText('1,157 of the 2,807 devices checked')).toBeVisible();
    await expect.element(screen.getByText(/917 looping, 240 silent\. About 8 expected\. 1,629 more/)).toBeVisible();
    await expect
      .element(screen.getByText(/291 explains the failures \(1 in 80,000 with Windows 2024-07 LCU held fixed\)/))
      .toBeVisible();
  });

  test('claims no boot loop where most of the devices down say nothing, and few are seen to loop', async () => {
    const { screen } = await show(mostlySilent);
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Devices stop answering after Falcon Sensor content 291.');
  });

  test('tells from reports whether a pause works', async () => {
    const { screen } = await show(paused, pausedSeries);
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Falcon Sensor content 291 is paused in all rings.');
    await expect
      .element(screen.getByText(/ Installs after the pause: 37, last at 04:33; none for 4 min\. /))
      .toBeVisible();
  });

  test('rules out what the interval rules out', async () => {
    const { screen } = await show(healthy, healthySeries);
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('No sign of harm in 21,368 devices.');
    await expect.element(screen.getByText('Failure rates above 0.5 % are ruled out')).toBeVisible();
    expect(screen.getByRole('button', { name: /in all rings/ }).query()).toBeNull();
  });

  test('says when it is too early', async () => {
    const { screen } = await show(tooFew, tooFewSeries);
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Too early to judge Intel Wi-Fi 23.60.1.');
    await expect.element(screen.getByText('No ring has 10 checked devices yet')).toBeInTheDocument();
  });
});

test('shows how to connect a fleet while there is none', async () => {
  const { screen } = await show(noDevices);
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('No devices yet. Connect some, or rehearse first.');
  await expect.element(screen.getByText(/npm run drill -- --url http:\/\/127\.0\.0\.1:8080/)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Copy report command' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Copy inventory command' })).toBeVisible();
});

test('has one first heading at every moment, also when the first devices appear', async () => {
  const server = createFakeServer(noDevices);
  const { screen, times } = await renderBoard(server);
  const heading = screen.getByRole('heading', { level: 1 });
  await expect.element(heading).toHaveTextContent('No devices yet. Connect some, or rehearse first.');
  const headings: number[] = [];
  const watch = new MutationObserver(() => headings.push(document.querySelectorAll('h1').length));
  watch.observe(document.body, { childList: true, subtree: true });
  server.picture = failing;
  times.now += 5_000;
  await expect.element(screen.getByRole('article', { name: 'Pilot ring' })).toBeVisible();
  watch.disconnect();
  expect(headings.length).toBeGreaterThan(0);
  expect(Math.max(...headings)).toBe(1);
});

describe('a drill', () => {
  test('is framed', async () => {
    const { screen } = await show(drill);
    await expect.element(screen.getByRole('complementary', { name: 'Drill' }).getByText('DRILL ×60')).toBeVisible();
  });

  test('that has no devices yet is loading, not a server to connect a fleet to', async () => {
    const { screen } = await show({ ...noDevices, drill: drill.drill });
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('The drill is loading its fleet.');
    expect(screen.getByText('npm run drill').query()).toBeNull();
  });

  test('says when it has stalled', async () => {
    const { screen } = await show(stalledDrill);
    await expect.element(screen.getByText(/has stalled: its clock stands at 04:31:00/)).toBeVisible();
  });
});

describe('the panels', () => {
  test('show each ring with its share, its interval and its state', async () => {
    const { screen } = await show(failing);
    const pilot = screen.getByRole('article', { name: 'Pilot ring' });
    await expect.element(pilot.getByText(/42\.0%/).first()).toBeVisible();
    await expect.element(pilot.getByText(/down · 379 of 902 checked/).first()).toBeVisible();
    await expect.element(pilot.getByText(/37–47/).first()).toBeVisible();
    await expect.element(pilot.getByText(/Boot-looping/).first()).toBeVisible();
    await expect
      .element(screen.getByRole('article', { name: 'Broad ring' }).getByText('Not enough data'))
      .toBeVisible();
  });

  test('show a matrix whose unknown cells say why', async () => {
    const { screen } = await show(failing);
    const row = screen.getByRole('row', { name: /^Media/ });
    await expect.element(row.getByText('none in ring')).toBeVisible();
    await expect.element(row.getByText('not started').first()).toBeVisible();
    await expect.element(screen.getByRole('row', { name: /^Airlines/ }).getByText(/^too few/)).toBeVisible();
  });

  test('draw a chart with its numbers behind it', async () => {
    const { screen } = await show(failing);
    await expect
      .element(screen.getByRole('img', { name: /^Line chart\. Down, % of checked\. Last: Canary 4/ }))
      .toBeVisible();
    await screen.getByText('Show as table: down').click();
    const table = screen.getByRole('table', { name: 'Down, % of checked' });
    await expect.element(table.getByRole('row', { name: /^04:31/ })).toBeVisible();
    await expect
      .element(
        table
          .getByRole('row', { name: /^04:05/ })
          .getByText('no data')
          .first(),
      )
      .toBeVisible();
  });

  test('say what a row of updates is worth, word first', async () => {
    const { screen } = await show(failing);
    const lcu = screen.getByRole('row', { name: /^Windows 2024-07 LCU/ });
    await expect.element(lcu.getByText('Only where 291 is')).toBeVisible();
    await expect.element(screen.getByRole('row', { name: /^Falcon/ }).getByText('Overwhelming')).toBeVisible();
  });
});

describe('the address', () => {
  test('holds the view', async () => {
    const { screen, address, visited } = await show(failing, undefined, '/?range=1h');
    await expect.element(screen.getByRole('button', { name: '1 h' })).toHaveAttribute('aria-pressed', 'true');
    await screen.getByRole('button', { name: '24 h' }).click();
    await screen.getByRole('button', { name: /Time zone/ }).click();
    await screen.getByRole('radio', { name: 'Dark' }).click({ force: true });
    await expect.poll(() => address()).toBe('/?range=24h&tz=local&theme=dark');
    expect(visited()).toBe(1);
    expect(document.documentElement.dataset.theme).toBe('dark');
  });

  test('leaves out what it does not understand', async () => {
    const { screen } = await show(failing, undefined, '/?range=9y&theme=pink');
    await expect.element(screen.getByRole('button', { name: '3 h' })).toHaveAttribute('aria-pressed', 'true');
  });
});

test('fits a phone', async () => {
  await page.viewport(390, 844);
  const { screen } = await show(failing);
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  await page.viewport(1440, 1000);
});
