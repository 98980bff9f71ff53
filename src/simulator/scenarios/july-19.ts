/** 19 July 2024 as it was: one content update to every Windows host at once. */
import type { Scenario } from '#contract/scenario.ts';
import { cumulative, edge, usualAssumptions, usualDay, usualFleet } from './usual-fleet.ts';

export const july19 = {
  name: 'july-19',
  title: '19 July 2024, as it was',
  about:
    'At 04:09 UTC a content update reaches every Windows host that is online, in all rings at once. The hosts crash at ' +
    'boot, again and again. The vendor withdraws the file after 78 minutes; the hosts that crashed come back slowly.',
  unpublished: [
    ...usualAssumptions,
    {
      knob: 'faults[0].startsHeard',
      value: 0.3,
      why: 'Nobody published how many looping hosts got a beacon out before the crash.',
    },
    { knob: 'faults[0].share', value: 0.9, why: 'Of the Windows hosts that received the file; not published.' },
    { knob: 'faults[0].loopMinutes', value: '2 to 4', why: 'Time from one start to the next; not published.' },
    {
      knob: 'faults[0].recovery.byItself',
      value: '25 % over 6 h',
      why: 'Some hosts fetched the withdrawn file between two starts; how many was not published.',
    },
    {
      knob: 'faults[0].recovery.byHand',
      value: 'half-life 70 h',
      why: 'Fits 97 % of sensors online on 25 July with 15 to 20 % of systems gone on the 19th.',
    },
    {
      knob: 'updates[2].waves',
      value: '6 minutes',
      why: 'The file reached hosts at their next poll; not published how fast.',
    },
    {
      knob: 'updates[2].gated',
      value: 'asks the gate',
      why: 'In 2024 no owner could stop content files; here a pause works, so that it can be tried.',
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
      planTold: false,
      waves: [
        { ring: 'Canary', startMinute: 10, overMinutes: 6 },
        { ring: 'Pilot', startMinute: 10, overMinutes: 6 },
        { ring: 'Early', startMinute: 10, overMinutes: 6 },
        { ring: 'Broad', startMinute: 10, overMinutes: 6 },
      ],
      withdrawn: { atMinute: 88, overMinutes: 10 },
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
      recovery: {
        byItself: { share: 0.25, startMinute: 88, overMinutes: 360 },
        byHand: { startMinute: 150, halfLifeMinutes: 4_200 },
      },
    },
  ],
  truth: {
    guilty: ['crowdstrike/falcon-content@291'],
    innocent: ['microsoft/edge@126.0.2592.87', 'microsoft/windows-lcu@KB5040442'],
    notes: 'Linux kiosks at the same sites are not targeted and stay up. Hosts asleep until the withdrawal are spared.',
  },
} satisfies Scenario;
