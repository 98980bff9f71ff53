/** The fleet, the rollout and the usual days that the cases detection is scored on share. */
import type { Baseline, Fault, FleetShape, Scenario, ScenarioUpdate } from '#contract/scenario.ts';

export const AGENT = 'acme/agent@7.2.0';
export const SECTORS = ['Airlines', 'Banking', 'Government', 'Healthcare', 'Media', 'Retail'] as const;
export const BUILDS = ['22621', '22631', '19045'] as const;
const REGIONS = [
  { region: 'North', timeZone: 'Europe/Berlin' },
  { region: 'South', timeZone: 'Europe/Madrid' },
  { region: 'West', timeZone: 'Europe/London' },
] as const;

export const trialFleet = {
  devices: 61_050,
  siteSize: 40,
  sectors: SECTORS.map((sector) => ({ sector, share: 1 })),
  regions: REGIONS.map((region) => ({ ...region, share: 1 })),
  builds: BUILDS.map((build) => ({ build, os: 'windows', share: 1 })),
  classes: [{ class: 'always-on', share: 1, everySec: 60 }],
  rings: [
    { ring: 'Canary', devices: 50, atLeast: 50 },
    { ring: 'Pilot', devices: 1_000, atLeast: 100 },
    { ring: 'Early', devices: 10_000 },
    { ring: 'Broad', devices: 'rest' },
  ],
} satisfies FleetShape;

/** Each ring waits an hour after the one before. */
export const WAVES = [
  { ring: 'Canary', startMinute: 10, overMinutes: 60 },
  { ring: 'Pilot', startMinute: 130, overMinutes: 120 },
  { ring: 'Early', startMinute: 310, overMinutes: 240 },
  { ring: 'Broad', startMinute: 610, overMinutes: 480 },
];

/** An agent that every device restarts for. */
export const agent = {
  id: AGENT,
  facts: { name: 'Acme agent 7.2.0', channel: 'acme', reach: 'kernel', activation: 'reboot' },
  waves: WAVES,
  restartAfterMinutes: [0, 1],
} satisfies ScenarioUpdate;

/** The same devices with a heartbeat an hour; each has said so before the update comes. */
export const SELDOM_HEARD = {
  minutes: 1_180,
  fleet: { ...trialFleet, classes: [{ class: 'always-on', share: 1, everySec: 3_600 }] },
  updates: [{ ...agent, order: 'site', waves: WAVES.map((wave) => ({ ...wave, startMinute: wave.startMinute + 60 })) }],
} satisfies Partial<Scenario>;

/** A day in an ideal world: every ring alike, the same at any hour. */
export const idealDay = {
  failureShare: 0.003,
  failedBootMinutes: [20, 45],
  failedStartsHeard: 0.3,
  restartsADay: 1,
  crashesADay: 0,
  bootSeconds: [35, 95],
  liveUpdatesADay: 1,
  liveFailureShare: 0.0005,
} satisfies Baseline;

/** A day as days are: rings that are not comparable, a daily cycle of 3 to 1, days that differ, sites without power. */
export const realDay = {
  ...idealDay,
  stratumSpread: 0.5,
  daySpread: 0.2,
  failureFactors: [
    { where: { ring: ['Canary'] }, factor: 3 },
    { where: { ring: ['Pilot'] }, factor: 1.5 },
  ],
  failuresByHour: [
    0.6, 0.55, 0.5, 0.5, 0.55, 0.6, 0.8, 1.1, 1.4, 1.5, 1.5, 1.45, 1.4, 1.4, 1.4, 1.35, 1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.7,
    0.65,
  ],
  siteOutages: { aDay: 0.0008, minutes: [15, 60] },
} satisfies Baseline;

const ASSUMED = [
  {
    knob: 'fleet and baseline',
    value: 'a model',
    why: 'Round figures, chosen so that methods can be compared; no company published its own.',
  },
];

type Case = Pick<Scenario, 'name' | 'title' | 'about' | 'truth'> & Partial<Scenario>;

/** A case on the ideal fleet: say what differs. */
export const idealCase = (some: Case): Scenario => ({
  unpublished: ASSUMED,
  startAt: '2024-07-15T06:00:00Z',
  warmUpMinutes: 10,
  minutes: 1_120,
  fleet: trialFleet,
  baseline: idealDay,
  updates: [agent],
  faults: [],
  ...some,
});

/** A case on the real fleet, whose waves go site by site. */
export const realCase = (some: Case): Scenario =>
  idealCase({ baseline: realDay, updates: [{ ...agent, order: 'site' }], ...some });

/** Devices that get these updates crash at once, say nothing, and stay down. */
export const silentCrash = (updates: string[], some: Partial<Fault> = {}): Fault => ({
  cause: { by: 'updates', updates },
  share: 1,
  afterSeconds: [5, 30],
  startsHeard: 0,
  loopMinutes: [3, 6],
  recovery: {},
  ...some,
});

export const innocentAgent = (notes: string): Scenario['truth'] => ({ guilty: [], innocent: [AGENT], notes });
export const guiltyAgent = (notes: string): Scenario['truth'] => ({ guilty: [AGENT], innocent: [], notes });
