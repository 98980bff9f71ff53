/** The board in a small fleet with one update in trouble, and that update's page. */
import type { Snapshot } from '../snapshot.ts';
import type { UpdateDetail } from '../update-detail.ts';
import { EXAMPLE_NOW, HOLD, morning, OPERATOR, REASON, UPDATE } from './example-fleet.ts';
import { EXAMPLE_UPDATE } from './example-update.ts';

/** The entry that the pause of the update left in the log. */
export const EXAMPLE_ENTRY = {
  kind: 'hold_placed',
  ...{ seq: 4, at: morning(4, 31), wallAt: morning(4, 31), actor: OPERATOR },
  ...{ hold: HOLD, update: UPDATE, reason: REASON },
  rings: 'all',
} as const;

const CONDITIONS = { healthy: 29, looping: 17, silent: 4, off: 0, unknown: 0 };
const MATRIX: Snapshot['matrix'] = [
  {
    sector: 'Retail',
    cells: [{ ring: 'Canary', targeted: 50, exposed: 50, checked: 46, down: 21, interval: EXAMPLE_UPDATE.interval }],
  },
];

export const EXAMPLE_SNAPSHOT: Snapshot = {
  asOf: EXAMPLE_NOW,
  drill: null,
  sectorName: 'Sector',
  troubles: [],
  fleet: { devices: 50, due: 50, heard: 29, conditions: CONDITIONS, recovered: 0 },
  inventory: { devices: 50, heardInDay: 50, inNoRing: [{ channel: 'falcon-content', devices: 0 }], noSite: 2 },
  rings: [{ ring: 'Canary', devices: 50, conditions: CONDITIONS }],
  verdict: { state: 'paused', update: UPDATE },
  fleetAlarm: null,
  threshold: 0.01,
  culprit: { verdict: 'culprit', updates: [UPDATE] },
  expectedShare: 0.0073,
  updates: [EXAMPLE_UPDATE],
  updateCount: 1,
  focus: UPDATE,
  matrix: MATRIX,
  signatures: [
    {
      ...{ code: 'PAGE_FAULT_IN_NONPAGED_AREA', module: 'csagent.sys' },
      ...{ devices: 17, firstSeenAt: morning(4, 12), withFocus: 17 },
    },
    { code: null, module: null, devices: 4, firstSeenAt: morning(4, 21), withFocus: 4 },
  ],
  log: [EXAMPLE_ENTRY],
};

const { drill, sectorName, troubles, threshold, expectedShare, asOf } = EXAMPLE_SNAPSHOT;

export const EXAMPLE_DETAIL: UpdateDetail = {
  ...EXAMPLE_UPDATE,
  ...{ asOf, drill, sectorName, troubles, threshold, expectedShare },
  fleet: { due: 50, heard: 29 },
  ringOrder: ['Canary', 'Pilot', 'Early', 'Broad'],
  culprit: {
    verdict: 'culprit',
    updates: [{ id: UPDATE, name: EXAMPLE_UPDATE.name, version: '291', lnAdjusted: 16.9 }],
    explained: [],
  },
  downWithFailing: null,
  matrix: MATRIX,
  coverage: { rings: ['Canary'], gaps: [], more: 0 },
};
