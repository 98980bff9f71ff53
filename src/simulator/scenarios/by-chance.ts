/**
 * Fleets and rollouts that nobody thought of: how often devices are heard, what is rolled out when and how much goes
 * wrong anyway are drawn. No update harms anybody, or exactly one does.
 */
import type { Scenario, ScenarioUpdate } from '#contract/scenario.ts';
import { between, DRAW, unit } from '../random.ts';
import { silentCrash } from './trial-fleet.ts';
import { usualDay, usualFleet } from './usual-fleet.ts';

const MINUTES = 900;
const MOST_UPDATES = 5;
const EVERY_SEC = [10, 30, 60, 300, 900, 1_800, 2_400, 3_600, 7_200, 14_400] as const;
const STARTS = ['2024-07-18T13:00:00Z', '2024-07-19T04:09:00Z', '2024-07-20T10:00:00Z'] as const;
const REACHES = ['content', 'user', 'os', 'kernel'] as const;
const LAST_START = 200;
const RING_APART = 60;
/** Beyond all that the harmless one draws. */
const GUILTY_DRAW = 1_000;

/** The harmless scenario of this seed, named `by-chance-<seed>`. */
export function harmlessByChance(seed: number): Scenario {
  let drawn = 0;
  const draw = () => unit(seed, DRAW.scenario, drawn++);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(draw() * values.length)] ?? values[0];
  const happens = (share: number) => draw() < share;

  const update = (nth: number): ScenarioUpdate => {
    const isLive = happens(0.5);
    return {
      id: `acme/part-${nth}@1`,
      facts: {
        name: `Part ${nth}`,
        channel: `channel-${nth % 2}`,
        reach: pick(REACHES),
        activation: isLive ? 'live' : 'reboot',
        ...(!isLive && happens(0.3) ? { expectedReboots: 1 } : {}),
      },
      waves: usualFleet.rings.map(({ ring }, place) => ({
        ring,
        startMinute: Math.floor(draw() * LAST_START) + place * RING_APART,
        overMinutes: Math.round(between([5, 205], draw())),
      })),
      ...(isLive ? {} : { restartAfterMinutes: [5, 60] }),
    };
  };
  const updates = Array.from({ length: 1 + Math.floor(draw() * MOST_UPDATES) }, (_, nth) => update(nth));
  return {
    name: `by-chance-${seed}`,
    title: 'Harmless, by chance',
    about: 'Drawn: how often devices are heard, what is rolled out when, and what goes wrong on any day.',
    unpublished: [{ knob: '*', value: 'drawn', why: 'No fleet is depicted; anything may be met.' }],
    startAt: pick(STARTS),
    warmUpMinutes: 10,
    minutes: MINUTES,
    fleet: { ...usualFleet, classes: usualFleet.classes.map((one) => ({ ...one, everySec: pick(EVERY_SEC) })) },
    baseline: {
      ...usualDay,
      failureShare: pick([0, 0.003, 0.01]),
      liveFailureShare: pick([0, 0.0005, 0.003]),
      stayAwayShare: pick([0, 0.02]),
    },
    updates,
    faults: [],
    truth: { guilty: [], innocent: updates.map(({ id }) => id), notes: 'Nothing drawn here harms a device.' },
  };
}

/** So many of the devices that activate the guilty update do not come back. */
const GUILTY_SHARE = 0.3;

/** The same fleet and rollouts, but that one of the updates stops devices from booting; named `guilty-by-chance-<seed>`. */
export function guiltyByChance(seed: number): Scenario {
  const { updates, ...harmless } = harmlessByChance(seed);
  const nth = Math.floor(unit(seed, DRAW.scenario, GUILTY_DRAW) * updates.length);
  const guilty = updates.slice(nth, nth + 1).map(({ id }) => id);
  return {
    ...harmless,
    name: `guilty-by-chance-${seed}`,
    title: 'One guilty, by chance',
    updates,
    faults: [silentCrash(guilty, { share: GUILTY_SHARE })],
    truth: {
      guilty,
      innocent: updates.map(({ id }) => id).filter((id) => !guilty.includes(id)),
      notes: 'Three in ten devices that activate the guilty one crash and say nothing more.',
    },
  };
}
