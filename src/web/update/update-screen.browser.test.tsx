import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { updateIdToParts } from '#contract/update-address.ts';
import type { EvidenceSeries, UpdateDetail } from '#contract/update-detail.ts';
import { content291, edge, failing } from '../fixtures/failing.ts';
import { healthy, troubles } from '../fixtures/states.ts';
import {
  calmEvidence,
  detail,
  explainedPage,
  failingPage,
  healthyPage,
  historyOnlyPage,
  onHoldPage,
  outagePage,
  pausedPage,
  risingEvidence,
  tooFewPage,
  unseenPage,
  watchedPage,
} from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

function show(update: UpdateDetail, evidence: EvidenceSeries = risingEvidence, search = '') {
  const server = createFakeServer(failing);
  server.pages[update.id] = update;
  server.evidence = evidence;
  return renderBoard(server, `/updates/${encodeURIComponent(updateIdToParts(update.id))}${search}`).then((rest) => ({
    ...rest,
    server,
  }));
}

test.each<[string, UpdateDetail, string]>([
  ['failing', failingPage, 'Falcon Sensor content 291 is stopping devices from booting.'],
  ['paused', pausedPage, 'Falcon Sensor content 291 is paused in all rings.'],
  ['explained', explainedPage, 'Windows 2024-07 LCU is not blamed: 291 explains its failures.'],
  ['watched', watchedPage, 'Keep an eye on HP firmware 01.21: not enough to act on.'],
  ['without a sign of harm', healthyPage, 'Edge 126.0.2592: no sign of harm in 21,368 devices.'],
  ['in an outage', outagePage, 'Edge 126.0.2592 is not blamed: devices without it went silent too.'],
  ['on too few devices', tooFewPage, 'Too early to judge Intel Wi-Fi 23.60.1.'],
  ['on no device', unseenPage, 'No device has Intel Wi-Fi 23.60.1 yet.'],
])('an update that is %s says so first', async (_, update, sentence) => {
  const { screen } = await show(update);
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent(sentence);
});

test.each<[string, UpdateDetail, RegExp]>([
  ['no history', detail({ ...failingPage, evidence: noHistory() }, failing), /No history from before it/],
  ['history alone', historyOnlyPage, /No un-updated device to compare with; compared with the last 14 days only/],
  [
    'impaired telemetry',
    onHoldPage,
    /Telemetry is impaired in region North: evidence shown, automatic action suspended/,
  ],
  ['an outage', outagePage, /\(region North, since 04:02\): treated as an outage, not blamed on the update\./],
])('the verdict says that it rests on %s', async (_, update, words) => {
  const { screen } = await show(update);
  await expect.element(screen.getByText(words)).toBeVisible();
});

test('trouble of Bootwatch itself is said above the verdict, which stays', async () => {
  const { screen } = await show({ ...failingPage, troubles: troubles.slice() });
  const said = screen.getByRole('status', { name: 'Bootwatch itself' });
  for (const sentence of troubles) await expect.element(said.getByText(sentence)).toBeVisible();
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('Falcon Sensor content 291 is stopping devices from booting.');
});

function noHistory() {
  return content291.evidence && { ...content291.evidence, assumed: content291.evidence.trials, expected: null };
}

describe('the page of a failing update', () => {
  test('answers what the verdict rests on', async () => {
    const { screen } = await show(failingPage);
    const grounds = screen.getByRole('region', { name: 'What the verdict rests on' });
    await expect.element(grounds.getByText('Overwhelming')).toBeVisible();
    await expect.element(grounds.getByText('39–43 %')).toBeVisible();
    await expect.element(grounds.getByText(/1 in 80,000 with Windows 2024-07 LCU held fixed/)).toBeVisible();
    await expect
      .element(grounds.getByText(/If the rollout continued: 21,700–24,100 of the 56,614 without it/))
      .toBeVisible();
  });

  test('draws its evidence with the levels, and has the numbers behind it', async () => {
    const { screen } = await show(failingPage);
    await expect
      .element(screen.getByRole('img', { name: /^Line chart\. Evidence over time\. Levels: Watch 1 in 100, Pause/ }))
      .toBeVisible();
    await screen.getByText('Show as table: evidence').click();
    const table = screen.getByRole('table', { name: 'Evidence over time' });
    const row = (time: string) => table.getByRole('row', { name: new RegExp(`^${time}`) });
    await expect.element(row('04:21 1 in 250 1 in 250 Watch \\(1 in 100\\)')).toBeVisible();
    await expect.element(row('04:31 .* Beyond doubt \\(1 in 100,000\\)')).toBeVisible();
    await expect.element(row('04:12 no data no data no data')).toBeInTheDocument();
  });

  test('sets plan and rollout side by side, ring by ring', async () => {
    const { screen } = await show(failingPage);
    const row = screen
      .getByRole('region', { name: 'Rollout across rings', exact: true })
      .getByRole('row', { name: /^Early/ });
    await expect.element(row.getByText('13 min early')).toBeVisible();
    await expect.element(row.getByText('of 10,000')).toBeVisible();
    await expect.element(row.getByText('Boot-looping')).toBeVisible();
  });

  test('says where it concentrates and what Canary could not have caught', async () => {
    const { screen } = await show(failingPage);
    await expect.element(screen.getByText('Mainly in sector Airlines, build 22631.')).toBeVisible();
    await expect
      .element(screen.getByText(/^Canary could not have caught this on: build Windows Server 2022/))
      .toBeVisible();
  });

  test('pauses it', async () => {
    const { screen, server } = await show(failingPage);
    await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
    await expect
      .element(screen.getByRole('region', { name: 'Undo' }).getByText('The gate holds 291 in all rings.'))
      .toBeVisible();
    expect(server.actions.map(({ url }) => url)).toEqual(['/api/updates/crowdstrike~falcon-content~291/holds']);
  });
});

test('holds are told with their authors and reasons', async () => {
  const { screen } = await show(pausedPage);
  const holds = screen.getByRole('region', { name: 'Holds' });
  await expect
    .element(holds.getByText(/^Paused in all rings by Ops desk \(a person\) at 04:31, 6 min ago\./))
    .toBeVisible();
  await expect.element(holds.getByText('Boot loops in Canary')).toBeVisible();
  await expect.element(holds.getByText(/^Installs after the pause: 37/)).toBeVisible();
});

test('a harmless update has nothing to catch, and no button that shouts', async () => {
  const { screen } = await show(healthyPage, calmEvidence);
  await expect.element(screen.getByText('Failure rates above 0.5 % are ruled out.')).toBeVisible();
  await expect
    .element(
      screen.getByText('Of every sector, region, build, system and class of later rings Canary has a device too.'),
    )
    .toBeVisible();
  await expect.element(screen.getByText('None. The gate lets it go to every ring.')).toBeVisible();
});

describe('the way', () => {
  test('there is a link in the row, and back in the bar', async () => {
    const server = createFakeServer(failing);
    server.pages[edge.id] = healthyPage;
    const { screen, address } = await renderBoard(server, '/?range=1h');
    await screen.getByRole('link', { name: 'Edge 126.0.2592' }).click();
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Edge 126.0.2592: no sign of harm in 21,368 devices.');
    expect(address()).toBe('/updates/microsoft~edge~126.0.2592?range=1h');
    await expect.element(screen.getByRole('button', { name: '1 h' })).toHaveAttribute('aria-pressed', 'true');
    await screen.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Live' }).click();
    await expect.poll(() => address()).toBe('/?range=1h');
  });

  test('how one looks at it changes in place', async () => {
    const { screen, address } = await show(failingPage);
    await screen.getByRole('button', { name: '24 h' }).click();
    await screen.getByRole('radio', { name: 'Dark' }).click({ force: true });
    await expect.poll(() => address()).toBe('/updates/crowdstrike~falcon-content~291?range=24h&theme=dark');
    await expect.element(screen.getByRole('region', { name: 'Evidence over time' })).toBeVisible();
  });

  test('survives whatever an id is made of', async () => {
    const odd = { ...healthyPage, id: 'ac me/50% off@1 2?#2' };
    const { screen } = await show(odd);
    await expect.element(screen.getByText(/ac me\/50% off@1 2\?#2/)).toBeVisible();
  });

  test.each(['/updates/nobody~nothing~1', '/updates/no-id'])(
    'to an update nobody knows leads back: %s',
    async (path) => {
      const { screen } = await renderBoard(createFakeServer(failing), path);
      await expect.element(screen.getByRole('heading', { name: /^No update no.* is known here\.$/ })).toBeVisible();
      await expect.element(screen.getByRole('link', { name: 'Back to the live screen' })).toBeVisible();
    },
  );
});

test('old data looks old, and the page recovers by itself', async () => {
  const { screen, server, times } = await show(failingPage);
  await expect.element(screen.getByText(/^Live · \d s ago$/)).toBeVisible();
  server.down = true;
  times.now += 47_000;
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('No answer for 47 s. Everything below is from 04:31:00 UTC.');
  await expect.element(screen.getByText('as of 04:31:00 UTC, 47 s ago').first()).toBeVisible();
  server.down = false;
  await screen.getByRole('button', { name: 'Try now' }).click();
  await expect.element(screen.getByRole('heading', { name: /is stopping devices/ })).toBeVisible();
});

test('before the first answer it says that nothing is known', async () => {
  const server = createFakeServer(healthy);
  server.down = true;
  const { screen } = await renderBoard(server, '/updates/a~b~1');
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('The server does not answer.');
});

test.each([390, 768, 1024])('fits a screen %i wide', async (width) => {
  await page.viewport(width, 844);
  const { screen } = await show(pausedPage);
  await expect.element(screen.getByRole('img', { name: /^Line chart/ })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  await page.viewport(1440, 1000);
});
