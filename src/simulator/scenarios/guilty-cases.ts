/** Cases with a culprit. */
import type { Scenario, ScenarioUpdate } from '#contract/scenario.ts';
import { july19 } from './july-19.ts';
import {
  AGENT,
  agent,
  guiltyAgent,
  realCase,
  realDay,
  SECTORS,
  SELDOM_HEARD,
  silentCrash,
  WAVES,
} from './trial-fleet.ts';

const DRIVER = 'hp/driver@12.1';

/** Another update for many of the same devices, half a wave later. */
const driver = {
  id: DRIVER,
  facts: { name: 'HP driver 12.1', channel: 'drivers', reach: 'kernel', activation: 'reboot' },
  waves: WAVES.map(({ ring, startMinute, overMinutes }) => ({ ring, startMinute: startMinute + 20, overMinutes })),
  restartAfterMinutes: [0, 1],
} satisfies ScenarioUpdate;

/** By the clock of most devices: a small excess is found late, so its rollout has to pass through all hours of a usual day. */
const MIDNIGHT = '2024-07-14T22:00:00Z';

/** Installed within the same hours, and active with one restart an hour later. */
const TOGETHER = { waves: WAVES, restartAfterMinutes: [60, 90] } satisfies Partial<ScenarioUpdate>;

export const guiltyCases: readonly Scenario[] = [
  realCase({
    name: 'crash-all',
    title: 'Every device crashes',
    about: 'Every device that restarts into the update crashes and says nothing more.',
    faults: [silentCrash([AGENT])],
    truth: guiltyAgent('Silence is all there is to see.'),
  }),
  realCase({
    name: 'crash-30',
    title: 'Three in ten crash',
    about: 'Of the devices that restart into the update, 30 % crash and say nothing more.',
    faults: [silentCrash([AGENT], { share: 0.3 })],
    truth: guiltyAgent('Silence is all there is to see.'),
  }),
  realCase({
    name: 'seldom-heard-crash',
    title: 'Heard once an hour, and then no more',
    about: 'The same crash in a fleet whose devices send a heartbeat an hour only, and say so.',
    ...SELDOM_HEARD,
    faults: [silentCrash([AGENT])],
    truth: guiltyAgent('Two heartbeats have to be missing before silence means anything.'),
  }),
  realCase({
    name: 'dark-sites',
    title: 'Whole sites go dark',
    about: 'Every crash takes the network of its site along, so that no device of it is heard.',
    faults: [silentCrash([AGENT], { takesSite: true })],
    truth: guiltyAgent('It looks like power cuts, site after site.'),
  }),
  realCase({
    name: 'no-control',
    title: 'Nobody to compare with',
    about: 'No device without the update restarts; only history tells what is usual.',
    baseline: { ...realDay, restartsADay: 0, pastRestartsADay: 1 },
    faults: [silentCrash([AGENT])],
    truth: guiltyAgent('History only, so no automatic action.'),
  }),
  realCase({
    name: 'sector-by-sector',
    title: 'Five points more, sector by sector',
    about: 'The update makes 5 % of the restarts fail, and its waves go sector by sector.',
    updates: [{ ...agent, order: { label: 'sector', values: [...SECTORS] } }],
    faults: [silentCrash([AGENT], { share: 0.05 })],
    truth: guiltyAgent('Few controls of the same sector are left while it is updated.'),
  }),
  realCase({
    name: 'one-build',
    title: 'One build of one sector',
    about: 'On build 22631 in Retail, 95 % loop; everywhere else the update is harmless.',
    faults: [silentCrash([AGENT], { share: 0.95, where: { sector: ['Retail'], build: ['22631'] }, startsHeard: 0.5 })],
    truth: guiltyAgent('One device in eighteen can show it.'),
  }),
  realCase({
    name: 'plus-1pp',
    title: 'One point more',
    about: 'The update makes 1 % of the restarts fail, beside the 0.3 % that always do.',
    startAt: MIDNIGHT,
    faults: [silentCrash([AGENT], { share: 0.01 })],
    truth: guiltyAgent('Too little for the canary.'),
  }),
  realCase({
    name: 'plus-half-pp',
    title: 'Half a point more',
    about: 'The update makes 0.5 % of the restarts fail, beside the 0.3 % that always do.',
    startAt: MIDNIGHT,
    faults: [silentCrash([AGENT], { share: 0.005 })],
    truth: guiltyAgent('Too little for canary and pilot.'),
  }),
  realCase({
    name: 'two-updates',
    title: 'Two updates, one guilty',
    about: 'Two updates go through the rings twenty minutes apart; devices with the first crash in three of ten cases.',
    updates: [{ ...agent, order: 'site' }, driver],
    faults: [silentCrash([AGENT], { share: 0.3 })],
    truth: { guilty: [AGENT], innocent: [DRIVER], notes: 'Most devices get both; the driver alone is harmless.' },
  }),
  realCase({
    name: 'combination',
    title: 'Only both together',
    about: 'Two updates for overlapping sectors, often in one restart; only devices that run both crash.',
    updates: [
      {
        ...agent,
        ...TOGETHER,
        facts: { ...agent.facts, target: { sector: ['Airlines', 'Banking', 'Government', 'Healthcare'] } },
      },
      {
        ...driver,
        ...TOGETHER,
        facts: { ...driver.facts, target: { sector: ['Government', 'Healthcare', 'Media', 'Retail'] } },
      },
    ],
    faults: [silentCrash([AGENT, DRIVER])],
    truth: { guilty: [AGENT, DRIVER], innocent: [], notes: 'Each alone is harmless.' },
  }),
  {
    ...july19,
    name: 'july-19-unreported',
    title: '19 July 2024, and nobody reports an install',
    about:
      'The content update goes out with no tool of the owner seeing it: no install is reported before a device is back. ' +
      'Every Windows host of a site goes silent. Linux kiosks and hosts with an older agent are spared.',
    fleet: {
      ...july19.fleet,
      labels: [
        {
          label: 'agent',
          values: [
            { value: '7.11', share: 0.6 },
            { value: '7.15', share: 0.3 },
            { value: '7.10', share: 0.1 },
          ],
          where: { os: ['windows'] },
        },
      ],
    },
    updates: july19.updates.map(
      (update): ScenarioUpdate =>
        update.id === 'crowdstrike/falcon-content@291'
          ? { ...update, announced: false, gated: false, reported: false, listed: true }
          : update,
    ),
    faults: july19.faults.map((fault) => ({
      ...fault,
      where: { os: ['windows'], agent: ['7.11', '7.15'] },
      share: 1,
      startsHeard: 0,
    })),
    truth: {
      ...july19.truth,
      notes:
        'Before devices come back nothing names the update; common to the silent are Windows and agent 7.11 or newer.',
    },
  },
];
