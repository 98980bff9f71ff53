/**
 * Fleets and rollouts that nobody thought of: how often devices are heard, what is rolled out when and how much goes
 * wrong anyway are drawn, and no update harms anybody. Whoever is blamed in one of them is blamed wrongly.
 */
import type { Scenario, ScenarioUpdate } from '#contract/scenario.ts';
import { between, DRAW, unit } from '../random.ts';
import { usualDay, usualFleet } from './usual-fleet.ts';

const MINUTES = 900;
const MOST_UPDATES = 5;
const EVERY_SEC = [10, 30, 60, 300, 900, 1_800, 2_400, 3_600, 7_200, 14_400] as const;
const STARTS = ['2024-07-18T13:00:00Z', '2024-07-19T04:09:00Z', '2024-07-20T10:00:00Z'] as const;
const REACHES = ['content', 'user', 'os', 'kernel'] as const;
const LAST_START = 200;
const RING_APART = 60;

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
