import { expect, test } from 'vitest';
import { MAX_DEVICE_REPORTS } from '#contract/limits.ts';
import type { Report } from '#contract/report.ts';
import { prepareReports } from './prepare-reports.ts';

const beat = (at: number): Report => ({ device: 'd', kind: 'heartbeat', at, boot: 'b', everySec: 60 });
const start = (at: number): Report => ({ device: 'd', kind: 'boot.started', at, boot: `b-${at}` });

test('what is said several times in a row is one line, with how often and since when', () => {
  const lines = prepareReports([start(900), start(800), start(700), beat(600), start(500), beat(400)], String);
  expect(lines.map(({ words, at, repeated }) => [words, at, repeated])).toEqual([
    ['Boot started', 900, { times: 3, since: 700 }],
    ['Heartbeat, promised every 60 s', 600, null],
    ['Boot started', 500, null],
    ['Heartbeat, promised every 60 s', 400, null],
  ]);
  expect(prepareReports([], String)).toEqual([]);
});

test('says where more of the same may have been left out', () => {
  const beats = Array.from({ length: MAX_DEVICE_REPORTS }, (_, n) => beat(5_000 - n));
  const lines = prepareReports([...beats, start(100), start(50)], String);
  expect(lines.map(({ repeated, isCut }) => [repeated?.times, isCut])).toEqual([
    [MAX_DEVICE_REPORTS, true],
    [2, false],
  ]);
});
