import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Snapshot } from '#contract/snapshot.ts';
import { conditions, counts, hold, inRing, update } from '../fixtures/build.ts';
import { CONTENT_291, content291, failing } from '../fixtures/failing.ts';
import {
  drill,
  healthy,
  mostlySilent,
  noDevices,
  paused,
  pausedSeries,
  stalledDrill,
  tooFew,
  unexplained,
} from '../fixtures/states.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

const LIVE = { width: 1440, height: 1000 };
const WALL = { width: 1920, height: 1080 };
/** The smallest text at 1080 high; sizes in CSS are rounded. */
const SMALLEST_PX = 27.99;

const show = async (picture: Snapshot, path = '/?kiosk') => {
  const server = createFakeServer(picture, picture === paused ? pausedSeries : undefined);
  return { server, ...(await renderBoard(server, path)) };
};

/** What nobody could read: cut off, over the edge, or too small. */
function unreadable(): string[] {
  const { innerWidth, innerHeight } = window;
  const words = [...document.querySelectorAll('.wall *')].filter(
    (element) =>
      !element.closest('.vh') &&
      element.getClientRects().length > 0 &&
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
  );
  return words.flatMap((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const out = left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
    const small = Number.parseFloat(getComputedStyle(element).fontSize) < SMALLEST_PX;
    return out || small ? [`${out ? 'outside' : 'small'}: ${element.textContent}`] : [];
  });
}

function withRings(number: number): Snapshot {
  const names = Array.from({ length: number }, (_, index) => `Region ${index + 1} stores`);
  const big = update({
    ...content291,
    rings: names.map((ring, index) =>
      inRing(ring, 90_000, {
        counts: counts({ checked: index < 10 ? 46_000 : 4, loopingChecked: index < 10 ? 18_460 : 1 }),
        interval: { low: 0.39, high: 0.41 },
      }),
    ),
  });
  return {
    ...failing,
    rings: names.map((ring) => ({ ring, devices: 90_000, conditions: conditions(90_000) })),
    updates: [big],
  };
}

beforeAll(() => page.viewport(WALL.width, WALL.height));
afterAll(() => page.viewport(LIVE.width, LIVE.height));

describe('the wall says', () => {
  test('which update fails, its evidence, and that it is not paused', async () => {
    const { screen } = await show(failing);
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Falcon Sensor content 291 is stopping devices from booting.');
    await expect.element(screen.getByText(/Evidence: Overwhelming/)).toBeVisible();
    await expect.element(screen.getByText('Not paused: 56,614 devices without it.')).toBeVisible();
    await expect.element(screen.getByText('Live · 0 s ago')).toBeVisible();
    await expect.element(screen.getByText(/^heard from 57,912 of 59,040 due, 98/)).toBeVisible();
    await expect.element(screen.getByText('Fleet time 04:31:00 UTC')).toBeVisible();
    expect(screen.getByRole('button').query()).toBeNull();
    expect(screen.getByRole('link').query()).toBeNull();
  });

  test('a dash, and no zero, for a ring without enough data', async () => {
    const { screen } = await show(failing);
    const broad = screen.getByRole('article', { name: 'Broad ring' });
    await expect.element(broad.getByText('Not enough data')).toBeVisible();
    await expect.element(broad.getByText('2 of 9 checked down')).toBeVisible();
    expect(broad.getByText(/0\.0/).query()).toBeNull();
    await expect
      .element(screen.getByRole('img', { name: /^Line chart\. Down, % of checked\. Last: Canary 4/ }))
      .toBeVisible();
  });

  test('what is paused and what is not', async () => {
    const rings = ['Early', 'Broad'];
    const partly = { ...content291, holds: [hold(CONTENT_291, { rings })] };
    const { screen } = await show({ ...failing, updates: [partly] });
    await expect
      .element(screen.getByText('Paused in Early and Broad, not in Canary and Pilot: 32 devices without it there.'))
      .toBeVisible();
  });

  test('that a drill is a drill, and that it has stalled', async () => {
    const { screen } = await show(stalledDrill);
    const frame = screen.getByRole('complementary', { name: 'Drill' });
    await expect.element(frame.getByText('DRILL ×60')).toBeVisible();
    await expect.element(frame.getByText(/has stalled: its clock stands at 04:31:00/)).toBeVisible();
  });

  test('how to begin, while there are no devices', async () => {
    const { screen } = await show(noDevices);
    await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('No devices yet.');
    await expect.element(screen.getByText('http://127.0.0.1:8080/api/reports')).toBeVisible();
  });
});

test('what changes is told to screen readers, and numbers that count up are not', async () => {
  const { screen, server } = await show(failing);
  const headline = 'Falcon Sensor content 291 is stopping devices from booting.';
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent(headline);
  const told: string[] = [];
  const regions = [...document.querySelectorAll('[aria-live]')];
  const said = () => regions.map((region) => region.textContent).join('');
  expect(said()).toBe(headline);
  const watch = new MutationObserver(() => told.push(said()));
  for (const region of regions) watch.observe(region, { characterData: true, childList: true, subtree: true });

  const fewer = { ...content291, without: content291.without - 4 };
  server.picture = { ...failing, updates: [fewer, ...failing.updates.slice(1)] };
  await expect.element(screen.getByText(/^Not paused: 56,610 devices/), { timeout: 10_000 }).toBeVisible();
  expect(told).toEqual([]);

  server.picture = paused;
  await expect
    .element(screen.getByRole('heading', { level: 1 }), { timeout: 10_000 })
    .toHaveTextContent('Falcon Sensor content 291 is paused in all rings.');
  watch.disconnect();
  expect(told.at(-1)).toBe('Falcon Sensor content 291 is paused in all rings.');
  expect(said()).toBe('Falcon Sensor content 291 is paused in all rings.');
});

test('old data looks old and says how old, and it recovers by itself', async () => {
  const { screen, server, times } = await show(failing);
  await expect.element(screen.getByText('Live · 0 s ago')).toBeVisible();
  server.down = true;
  times.now += 192_000;
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('No answer for 3 min.');
  await expect.element(screen.getByText('Everything here is from 04:31:00 UTC.')).toBeVisible();
  await expect.element(screen.getByText(/^When last seen: .*Not paused: 56,614/)).toBeVisible();
  expect(unreadable()).toEqual([]);
  server.down = false;
  await expect
    .element(screen.getByRole('heading', { level: 1 }), { timeout: 10_000 })
    .toHaveTextContent('Falcon Sensor content 291 is stopping devices from booting.');
});

test('a server that never answered leaves nothing to believe', async () => {
  const server = createFakeServer(failing);
  server.down = true;
  const { screen } = await renderBoard(server, '/?kiosk=1&theme=dark');
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('The server does not answer.');
  await expect.element(screen.getByText('No answer yet')).toBeVisible();
  expect(document.documentElement.dataset.theme).toBe('dark');
});

describe('everything can be read from afar', () => {
  test.each([
    ['failing', failing],
    ['mostly silent', mostlySilent],
    ['unexplained', unexplained],
    ['paused', paused],
    ['healthy', healthy],
    ['too few', tooFew],
    ['a drill', drill],
    ['one ring', withRings(1)],
    ['4 rings', withRings(4)],
    ['5 rings', withRings(5)],
    ['8 rings', withRings(8)],
    ['10 rings', withRings(10)],
    ['15 rings', withRings(15)],
  ])('%s', async (_, picture) => {
    const { screen } = await show(picture);
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.element(screen.getByRole('article').last()).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(WALL.width);
    expect(unreadable()).toEqual([]);
  });
});

test('the address stays short', async () => {
  const { address, screen } = await show(failing, '/?kiosk&range=1h');
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
  expect(address()).toBe('/?kiosk&range=1h');
});

test.each([
  ['is taken over when all is calm', healthy, 1],
  ['waits while an update is failing', failing, 0],
])('a new build of the app %s', async (_, picture, reloads) => {
  const timers = vi.spyOn(window, 'setInterval');
  const { times, screen } = await show(picture);
  await expect.element(screen.getByText(/^Fleet time/)).toBeVisible();
  const hourly = timers.mock.calls.findLast(([, everyMs]) => everyMs === 3_600_000)?.[0];
  const script = document.createElement('script');
  script.setAttribute('src', '/assets/index-old.js');
  const found = vi.spyOn(document, 'querySelector').mockReturnValue(script);
  const looked = (hourly as () => Promise<void>)();
  found.mockRestore();
  await looked;
  expect(times.reloads).toBe(reloads);
});
