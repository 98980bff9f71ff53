import { expect, test } from 'vitest';
import { failing, failingSeries } from '../fixtures/failing.ts';
import { prepareWallChart } from './prepare-wall-chart.ts';

const setting = { zone: 'utc', end: 'now', width: 1400, height: 210, scale: 28 / 11 } as const;

test('draws every ring, and says nothing of one without enough data', () => {
  const { lines, ends, notes } = prepareWallChart(failing, failingSeries, setting);
  expect(lines.map(({ ring }) => ring)).toEqual(['Canary', 'Pilot', 'Early', 'Broad']);
  expect(ends.map(({ ring }) => ring)).toEqual(['Canary', 'Pilot', 'Early']);
  expect(notes.map(({ word }) => word)).toEqual(['First seen', 'Detected']);
});

test('labels as many lines as fit, the worst first, and never closer than they are high', () => {
  const { ends } = prepareWallChart(failing, failingSeries, { ...setting, height: 40 });
  expect(ends.map(({ ring }) => ring)).toEqual(['Canary', 'Pilot']);
  const tops = ends.map(({ top }) => top);
  expect(Math.abs((tops[0] ?? 0) - (tops[1] ?? 0))).toBeGreaterThanOrEqual(38);
});

test('larger words make fewer of them', () => {
  const ticks = (scale: number) =>
    prepareWallChart(failing, failingSeries, { ...setting, width: 500, scale }).xTicks.length;
  expect(ticks(28 / 11)).toBeLessThan(ticks(1));
});

test('a low chart has fewer ticks of the share, top and bottom among them', () => {
  const ticks = (height: number) =>
    prepareWallChart(failing, failingSeries, { ...setting, height }).yTicks.map(({ text }) => text);
  expect(ticks(210)).toEqual(['0\u00a0%', '20\u00a0%', '40\u00a0%', '60\u00a0%']);
  expect(ticks(80)).toEqual(['0\u00a0%', '60\u00a0%']);
  expect(ticks(0)).toEqual(['0\u00a0%', '60\u00a0%']);
});

test('old data ends at the last time, not now', () => {
  const { xTicks } = prepareWallChart(failing, failingSeries, { ...setting, end: 'last' });
  expect(xTicks.at(-1)?.text).toBe('04:31 last');
});
