/** A fleet of 61,050 devices over more than a day: 14 updates on their way, one of them harmful near the end. */
import type { Scenario, ScenarioUpdate } from '#contract/scenario.ts';
import { usualDay, usualFleet } from '#simulator/scenarios/usual-fleet.ts';

/** Fleet minutes until the harm is plain to see: a day of charts, and the second ring under way. */
export const BUSY_MINUTES = 1_470;
const HARM_MINUTE = 1_400;

const RINGS = ['Canary', 'Pilot', 'Early', 'Broad'] as const;
const NAMES = [
  'Edge',
  'Office',
  'Teams',
  'Printer driver',
  'Wi-Fi driver',
  'Firmware',
  'Browser',
  'VPN client',
] as const;

const harmless = Array.from({ length: 13 }, (_, nth): ScenarioUpdate => {
  const name = NAMES[nth % NAMES.length];
  const version = `${1 + Math.floor(nth / NAMES.length)}.${nth}`;
  const begin = 10 + nth * 90;
  return {
    id: `vendor/${name.toLowerCase().replaceAll(' ', '-')}@${version}`,
    facts: {
      name: `${name} ${version}`,
      channel: `channel-${nth % 4}`,
      reach: nth % 3 === 0 ? 'kernel' : 'user',
      activation: nth % 2 === 0 ? 'live' : 'reboot',
    },
    waves: RINGS.map((ring, place) => ({ ring, startMinute: begin + place * 60, overMinutes: 60 + place * 120 })),
    ...(nth % 2 === 0 ? {} : { restartAfterMinutes: [5, 60] }),
  };
});

export const busyDay = {
  name: 'busy-day',
  title: 'A busy day',
  about: 'What a browser has to draw at most: the updates of a large company and a day of minutes.',
  unpublished: [{ knob: '*', value: 'all', why: 'A workload for measuring the browser; it depicts no event.' }],
  startAt: '2024-07-18T04:09:00Z',
  warmUpMinutes: 10,
  minutes: 100_000,
  fleet: {
    ...usualFleet,
    devices: 61_050,
    // Seldom heard, so that a day is sent in minutes: a browser sees counts, not reports.
    classes: [{ class: 'always-on', share: 1, everySec: 3_600 }],
    builds: usualFleet.builds.map(({ classes: _, ...build }) => build),
    rings: [
      { ring: 'Canary', devices: 50 },
      { ring: 'Pilot', devices: 1_000 },
      { ring: 'Early', devices: 10_000 },
      { ring: 'Broad', devices: 'rest' },
    ],
  },
  baseline: usualDay,
  updates: [
    ...harmless,
    {
      id: 'crowdstrike/falcon-content@291',
      facts: {
        name: 'Falcon Sensor content 291',
        channel: 'falcon-content',
        reach: 'content',
        activation: 'live',
      },
      waves: [
        { ring: 'Canary', startMinute: HARM_MINUTE, overMinutes: 5 },
        { ring: 'Pilot', startMinute: HARM_MINUTE + 20, overMinutes: 30 },
        { ring: 'Early', startMinute: HARM_MINUTE + 50, overMinutes: 300 },
      ],
    },
  ],
  faults: [
    {
      cause: { by: 'updates', updates: ['crowdstrike/falcon-content@291'] },
      share: 0.6,
      afterSeconds: [1, 20],
      crash: { code: '0x50 PAGE_FAULT_IN_NONPAGED_AREA', module: 'csagent.sys' },
      startsHeard: 0.8,
      loopMinutes: [2, 4],
      recovery: { byHand: { startMinute: HARM_MINUTE + 60, halfLifeMinutes: 720 } },
    },
  ],
  truth: { guilty: ['crowdstrike/falcon-content@291'], innocent: harmless.map(({ id }) => id), notes: 'A workload.' },
} satisfies Scenario;
