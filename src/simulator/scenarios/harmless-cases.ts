/** Cases in which nothing is to be blamed on an update. */
import type { Scenario } from '#contract/scenario.ts';
import { agent, idealCase, idealDay, innocentAgent, realCase, realDay, SECTORS, SELDOM_HEARD } from './trial-fleet.ts';

const SHOCK = { startMinute: 390, overMinutes: 5 };

export const harmlessCases: readonly Scenario[] = [
  idealCase({
    name: 'ideal',
    title: 'An ideal world',
    about: 'Equal rings, a constant rate of failures, a harmless update.',
    truth: innocentAgent('Single failed boots only.'),
  }),
  idealCase({
    name: 'rings-differ',
    title: 'Rings that are not comparable',
    about: 'Canary devices fail three times as often as others with any update, pilot devices half as often again.',
    baseline: { ...idealDay, failureFactors: realDay.failureFactors },
    truth: innocentAgent('What fails more often always did.'),
  }),
  idealCase({
    name: 'simpson',
    title: 'The fragile ones first',
    about: 'Every ring begins with the sectors whose devices fail most often, whatever they run.',
    baseline: {
      ...idealDay,
      failureFactors: [
        { where: { sector: ['Airlines'] }, factor: 4 },
        { where: { sector: ['Banking'] }, factor: 2 },
      ],
    },
    updates: [{ ...agent, order: { label: 'sector', values: [...SECTORS] } }],
    truth: innocentAgent('Pooled over sectors the updated fail more often; within each sector they do not.'),
  }),
  realCase({
    name: 'realistic',
    title: 'A real fleet',
    about: 'Rings that differ, a daily cycle, days that differ, waves site by site, sites that lose power.',
    truth: innocentAgent('Whole sites go dark now and then, in the middle of their wave too.'),
  }),
  realCase({
    name: 'night',
    title: 'A night nobody announced',
    about: 'While the update goes to Early, 40 % of the devices sleep for two hours and do not say so.',
    sleepers: [{ share: 0.4, announced: false, startMinute: 370, untilMinute: 490, spreadMinutes: 10 }],
    truth: innocentAgent('Updated or not, devices sleep alike.'),
  }),
  realCase({
    name: 'night-canary',
    title: 'A night during the canary',
    about: 'The same night, while the update goes to Canary.',
    sleepers: [{ share: 0.4, announced: false, startMinute: 20, untilMinute: 140, spreadMinutes: 10 }],
    truth: innocentAgent('Updated or not, devices sleep alike.'),
  }),
  realCase({
    name: 'region-outage',
    title: 'A region without network',
    about: 'For half an hour at some time, nothing is heard from region North.',
    outages: [
      {
        where: { region: ['North'] },
        siteShare: 1,
        kind: 'network',
        startMinute: 20,
        untilMinute: 50,
        shiftMinutes: 1_000,
      },
    ],
    truth: innocentAgent('Devices without the update went silent too.'),
  }),
  realCase({
    name: 'region-outage-pilot',
    title: 'A region without network during the pilot',
    about: 'The same outage, while the update goes to Pilot.',
    outages: [
      {
        where: { region: ['North'] },
        siteShare: 1,
        kind: 'network',
        startMinute: 140,
        untilMinute: 170,
        shiftMinutes: 70,
      },
    ],
    truth: innocentAgent('Devices without the update went silent too.'),
  }),
  realCase({
    name: 'collector-down',
    title: 'A collector that loses everything',
    about: 'For twenty minutes at some time, no report of any device arrives.',
    collectorFaults: [{ startMinute: 20, untilMinute: 40, shiftMinutes: 1_000 }],
    truth: innocentAgent('Nothing was wrong with any device.'),
  }),
  realCase({
    name: 'benign-reboots',
    title: 'An update that restarts up to three times more',
    about: 'One to three further restarts belong to the update, and its facts say so.',
    updates: [
      {
        ...agent,
        facts: { ...agent.facts, expectedReboots: 3 },
        order: 'site',
        furtherRestarts: [1, 3],
      },
    ],
    truth: innocentAgent('Counting starts would call this a boot loop.'),
  }),
  realCase({
    name: 'seldom-heard',
    title: 'Heard once an hour',
    about: 'Every device sends a heartbeat an hour only, and says so.',
    ...SELDOM_HEARD,
    truth: innocentAgent('After a restart it takes an hour to hear that a device is well.'),
  }),
  realCase({
    name: 'third-party-push',
    title: "Somebody else's push",
    about:
      'A push that nobody reports breaks 30 % of the sector that is being updated just then, for about 40 minutes.',
    updates: [{ ...agent, order: { label: 'sector', values: [...SECTORS] } }],
    faults: [
      {
        cause: { by: 'push', ...SHOCK },
        where: { sector: ['Government'] },
        share: 0.3,
        afterSeconds: [5, 60],
        startsHeard: 0,
        loopMinutes: [3, 6],
        recovery: { byHand: { startMinute: 420, halfLifeMinutes: 5 } },
      },
    ],
    truth: innocentAgent('Devices of the sector without the update break as often.'),
  }),
];
