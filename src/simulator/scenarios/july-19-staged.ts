/** The fault of 19 July 2024, had it gone through rings. */
import type { Scenario } from '#contract/scenario.ts';
import { july19 } from './july-19.ts';
import { cumulative, edge, usualAssumptions, usualDay, usualFleet } from './usual-fleet.ts';

export const july19Staged = {
  name: 'july-19-staged',
  title: '19 July 2024, had it been staged',
  about:
    'The content update of 19 July 2024 goes to 50 devices first, then to 500, 4,000 and the rest. An innocent browser ' +
    'update is on its way through the same devices and must not be blamed.',
  unpublished: [
    ...usualAssumptions,
    ...july19.unpublished.filter(({ knob }) => knob.startsWith('faults[0].s') || knob.startsWith('faults[0].l')),
    { knob: 'updates[2].waves', value: '30, 60 and 120 min', why: 'What if: the file was never staged.' },
    {
      knob: 'updates[2].withdrawn',
      value: 'never',
      why: 'The file was withdrawn because hosts failed everywhere; a few canaries give no vendor that sign.',
    },
    {
      knob: 'faults[0].recovery.byHand',
      value: 'half-life 12 h',
      why: 'Few devices to mend, so people get to them sooner.',
    },
  ],
  startAt: '2024-07-19T03:59:00Z',
  warmUpMinutes: 10,
  minutes: 480,
  fleet: usualFleet,
  baseline: usualDay,
  updates: [
    edge,
    cumulative,
    {
      id: 'crowdstrike/falcon-content@291',
      facts: {
        name: 'Falcon Sensor content 291',
        channel: 'falcon-content',
        reach: 'content',
        activation: 'live',
        target: { os: ['windows'] },
      },
      waves: [
        { ring: 'Canary', startMinute: 10, overMinutes: 6 },
        { ring: 'Pilot', startMinute: 40, overMinutes: 30 },
        { ring: 'Early', startMinute: 100, overMinutes: 60 },
        { ring: 'Broad', startMinute: 220, overMinutes: 120 },
      ],
    },
  ],
  faults: [
    {
      cause: { by: 'updates', updates: ['crowdstrike/falcon-content@291'] },
      where: { os: ['windows'] },
      share: 0.9,
      afterSeconds: [1, 20],
      crash: { code: '0x50 PAGE_FAULT_IN_NONPAGED_AREA', module: 'csagent.sys' },
      startsHeard: 0.3,
      loopMinutes: [2, 4],
      recovery: { byHand: { startMinute: 60, halfLifeMinutes: 720 } },
    },
  ],
  truth: {
    guilty: ['crowdstrike/falcon-content@291'],
    innocent: ['microsoft/edge@126.0.2592.87', 'microsoft/windows-lcu@KB5040442'],
    notes: 'Edge has thousands of checked devices and only a few in common with the canaries when they crash.',
  },
} satisfies Scenario;
