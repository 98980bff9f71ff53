/** The fleet, the usual day and the harmless updates that the shipped scenarios share. */
import type { Baseline, FleetShape, ScenarioUpdate } from '#contract/scenario.ts';

const OFFICE = ['always-on', 'laptop', 'server', 'kiosk'] as const;

export const usualFleet = {
  devices: 20_000,
  siteSize: 40,
  sectors: [
    { sector: 'Airlines', share: 0.14 },
    { sector: 'Banking', share: 0.18 },
    { sector: 'Government', share: 0.16 },
    { sector: 'Healthcare', share: 0.22 },
    { sector: 'Media', share: 0.08 },
    { sector: 'Retail', share: 0.22 },
  ],
  regions: [
    { region: 'Americas East', share: 0.3, timeZone: 'America/New_York' },
    { region: 'Americas West', share: 0.15, timeZone: 'America/Los_Angeles' },
    { region: 'Europe', share: 0.35, timeZone: 'Europe/Berlin' },
    { region: 'Asia Pacific', share: 0.2, timeZone: 'Australia/Sydney' },
  ],
  builds: [
    { build: 'Windows 11 23H2', os: 'windows', share: 0.38, classes: [...OFFICE] },
    { build: 'Windows 10 22H2', os: 'windows', share: 0.36, classes: [...OFFICE] },
    { build: 'Windows Server 2022', os: 'windows', share: 0.14, classes: ['server'] },
    { build: 'Linux kiosk 6.1', os: 'linux', share: 0.12, classes: ['kiosk'] },
  ],
  classes: [
    { class: 'always-on', share: 0.45, everySec: 60 },
    {
      class: 'laptop',
      share: 0.4,
      everySec: 300,
      night: { share: 0.9, offShare: 0.3, fromHour: 18, untilHour: 7, spreadMinutes: 180 },
    },
    { class: 'server', share: 0.02, everySec: 60 },
    { class: 'kiosk', share: 0.13, everySec: 60 },
  ],
  rings: [
    { ring: 'Canary', devices: 50, atLeast: 30 },
    { ring: 'Pilot', devices: 500 },
    { ring: 'Early', devices: 4_000 },
    { ring: 'Broad', devices: 'rest' },
  ],
  labels: [
    {
      label: 'agent',
      values: [
        { value: '7.16', share: 0.7 },
        { value: '7.15', share: 0.3 },
      ],
    },
  ],
} satisfies FleetShape;

export const usualDay = {
  failureShare: 0.003,
  failedBootMinutes: [20, 45],
  failedStartsHeard: 0.3,
  restartsADay: 1,
  restartsByHour: [3, 4, 5, 4, 3, 2, 3, 5, 6, 4, 3, 3, 4, 4, 3, 3, 3, 4, 4, 3, 2, 2, 3, 3],
  crashesADay: 0.004,
  bootSeconds: [35, 95],
  siteOutages: { aDay: 0.002, minutes: [15, 60] },
  liveUpdatesADay: 1,
  liveFailureShare: 0.0005,
  stayAwayShare: 0.02,
} satisfies Baseline;

/** A browser update that starts first, is through Pilot and Early early on and goes on to Broad; it harms nobody. */
export const edge = {
  id: 'microsoft/edge@126.0.2592.87',
  facts: {
    name: 'Edge 126.0.2592.87',
    channel: 'intune-apps',
    reach: 'user',
    activation: 'live',
    target: { os: ['windows'] },
  },
  waves: [
    { ring: 'Canary', startMinute: 0, overMinutes: 200 },
    { ring: 'Pilot', startMinute: 0, overMinutes: 12 },
    { ring: 'Early', startMinute: 0, overMinutes: 15 },
    { ring: 'Broad', startMinute: 12, overMinutes: 440 },
  ],
} satisfies ScenarioUpdate;

/** A cumulative system update that needs a restart and one more; it harms nobody. */
export const cumulative = {
  id: 'microsoft/windows-lcu@KB5040442',
  facts: {
    name: 'Windows 2024-07 cumulative update',
    channel: 'intune-quality',
    reach: 'os',
    activation: 'reboot',
    expectedReboots: 1,
    target: { os: ['windows'] },
  },
  waves: [
    { ring: 'Canary', startMinute: 0, overMinutes: 120 },
    { ring: 'Pilot', startMinute: 0, overMinutes: 180 },
    { ring: 'Early', startMinute: 2, overMinutes: 300 },
  ],
  restartAfterMinutes: [5, 90],
} satisfies ScenarioUpdate;

/** What no source gives about the fleet and its usual day. */
export const usualAssumptions = [
  {
    knob: 'fleet',
    value: 'shares of sectors, regions, builds and classes',
    why: 'No source gives devices by sector or region; these make every sector large enough to be judged.',
  },
  {
    knob: 'baseline.failureShare',
    value: 0.003,
    why: 'A round figure for boots that fail once without any update to blame.',
  },
  {
    knob: 'baseline.failedStartsHeard',
    value: 0.3,
    why: 'As with crash loops: the early beacon gets out only where the network is up early.',
  },
  {
    knob: 'baseline.stayAwayShare',
    value: 0.02,
    why: 'Laptops that stay closed on a working day: leave, illness, travel; a round figure.',
  },
  { knob: 'baseline.crashesADay', value: 0.004, why: 'About one crash of its own in eight months a device.' },
  { knob: 'fleet.classes[1].night', value: '90 % of laptops', why: 'Most laptops sleep from evening to morning.' },
];
