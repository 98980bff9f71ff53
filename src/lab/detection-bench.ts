/** What closing a minute costs the evaluator with many updates rolling at once. */
import { Detector } from '#domain/detection/detector.ts';
import type { Place } from '#domain/detection/fleet-parts.ts';
import { HistoryBook } from '#domain/detection/history-book.ts';
import type { TrialRow } from '#domain/detection/trial-row.ts';
import { median, quantile } from './measure.ts';

const START = Math.floor(Date.UTC(2024, 6, 19, 4) / 60_000);
const UPDATES = 100;
const MINUTES = 300;
const ALWAYS_ON = 1;
const DEVICES = 1_000_000;
/** Trials of one update due in a minute: a ring of 250,000 devices in eight hours. */
const TRIALS_A_MINUTE = 500;
const FAILURE_SHARE = 0.003;

const PLACES: readonly Place[] = Array.from({ length: 4 * 6 * 3 * 3 }, (_, i) => ({
  ring: i % 4,
  sector: Math.floor(i / 4) % 6,
  build: Math.floor(i / 24) % 3,
  region: Math.floor(i / 72),
}));

/** Runs 100 updates beside 1,000,000 devices of 216 leaves; an epoch begins every hour, as with 5 rings. */
export function benchDetection() {
  const past = new HistoryBook();
  for (const place of PLACES) {
    for (let day = 1; day <= 14; day++) {
      past.add({ kind: 0, class: ALWAYS_ON, ...place }, START - day * 1440, 4_600, 14);
    }
  }
  const detector = new Detector(past);
  const draw = generator(1);
  const times: number[] = [];
  for (let minute = 0; minute < MINUTES; minute++) {
    const rows = rowsOf(minute, draw);
    const began = performance.now();
    detector.take({ minute: START + minute, rows }, { places: () => PLACES, impaired: new Set() });
    times.push(performance.now() - began);
  }
  return {
    bench: 'detection',
    updates: UPDATES,
    parts: detector.rollouts.get(0)?.parts.list.length,
    minutes: MINUTES,
    minuteP50Ms: round(median(times)),
    minuteP99Ms: round(quantile(times, 0.99)),
    minuteMaxMs: round(Math.max(...times)),
    savedBytes: JSON.stringify(detector.save()).length,
  };
}

function rowsOf(minute: number, draw: () => number): TrialRow[] {
  const rings = PLACES.filter(({ ring }) => ring === Math.min(3, Math.floor(minute / 60)));
  const controls = PLACES.map((place) => row(place, [], DEVICES / 1440 / PLACES.length, draw));
  const updated = Array.from({ length: UPDATES }, (_, update) =>
    rings.map((place) => row(place, [update], TRIALS_A_MINUTE / rings.length, draw)),
  );
  return [...controls, ...updated.flat()];
}

function row(place: Place, changeSet: readonly number[], mean: number, draw: () => number): TrialRow {
  const n = Math.max(1, Math.round(mean * (0.5 + draw())));
  const failed = draw() < n * FAILURE_SHARE ? 1 : 0;
  return { kind: 0, class: ALWAYS_ON, ...place, changeSet, n, loop: 0, darkCleared: failed, darkSites: [] };
}

/** Even draws from [0, 1), the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const round = (ms: number): number => Math.round(ms * 100) / 100;
