/** One update in trouble, as the examples of several routes show it. */
import type { UpdateSummary } from '../update.ts';
import { CHANNEL, HOLD, morning, OPERATOR, REASON, UPDATE } from './example-fleet.ts';

/** A hold on it, placed a moment ago. */
export const EXAMPLE_HOLD = {
  id: HOLD,
  update: UPDATE,
  rings: 'all',
  author: OPERATOR,
  placedAt: morning(4, 31),
  reason: REASON,
  undoForMs: 10_000,
} as const;

const COUNTS = {
  ...{ waiting: 0, pending: 4, checked: 46, censored: 0 },
  ...{ looping: 17, silent: 4, loopingChecked: 17, silentChecked: 4, recovered: 0 },
};
const INTERVAL = { low: 0.2684, high: 0.6512 };

/** Failing in its first ring, and paused in all. */
export const EXAMPLE_UPDATE = {
  id: UPDATE,
  name: 'Falcon Sensor content 291',
  version: '291',
  channel: CHANNEL,
  reach: 'content',
  firstSeenAt: morning(4, 9),
  counts: COUNTS,
  targeted: 50,
  without: 0,
  interval: INTERVAL,
  judgement: 'failing',
  explainedBy: null,
  skippedRings: false,
  handedOver: null,
  outage: null,
  evidence: {
    word: 'Overwhelming',
    ...{ lnMost: 18.2, lnAdjusted: 16.9 },
    ...{ trials: 46, looped: 17, dark: 4, expected: 0.3, assumed: 0 },
    share: { low: 0.27, high: 0.65 },
    timesUsual: 21,
    mainlyIn: null,
    controls: 'enough',
    ...{ onHold: false, impairedIn: [] },
    alike: null,
    darkSites: { largest: [], more: 0 },
    blast: { pendingLow: 1, pendingHigh: 3, continuedLow: 0, continuedHigh: 0, worst: 25 },
  },
  detectedAt: morning(4, 19),
  rings: [
    {
      ring: 'Canary',
      counts: COUNTS,
      targeted: 50,
      without: 0,
      interval: INTERVAL,
      state: 'paused',
      plannedAt: morning(4, 9),
      firstInstallAt: morning(4, 9),
      lastInstallAt: morning(4, 30),
      installsAfterHold: 0,
      gate: { since: morning(4, 31), askedAt: null },
    },
  ],
  holds: [{ ...EXAMPLE_HOLD, undoForMs: 0 }],
  logged: 2,
} satisfies UpdateSummary;
