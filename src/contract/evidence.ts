/** What the trials of an update say of it. */
import * as z from 'zod/mini';
import { Count, Share, Text } from './text.ts';

export const EvidenceWord = z.enum(['Overwhelming', 'Strong', 'Weak', 'None', 'Too early']);
export type EvidenceWord = z.infer<typeof EvidenceWord>;

export const Evidence = z.object({
  word: EvidenceWord,
  /** ln of the greatest evidence so far: a harmless update ever shows e^this in at most 1 of e^this rollouts. */
  lnMost: z.number(),
  /** ln evidence with the rest of each device's change set held fixed: what tells updates on the same devices apart. */
  lnAdjusted: z.number(),
  /** Trials with a verdict, how many of them failed, and how many usually do (an upper bound; null where all are `assumed`). */
  trials: Count,
  looped: Count,
  dark: Count,
  expected: z.nullable(z.number()),
  /** Trials of which no history says what is usual, neither the owner's nor the fleet's own: 2 % is assumed. */
  assumed: Count,
  /** 95 % interval for the failure share, valid however often one looks. */
  share: z.object({ low: Share, high: Share }),
  /** At least this many times the failure rate of devices without it; null where there are none to compare with. */
  timesUsual: z.nullable(z.number()),
  /** Labels of the part of the fleet it is confined to; null where it is everywhere. */
  mainlyIn: z.nullable(z.record(Text, Text)),
  /** Whether its trials had un-updated devices beside them. `few` or `none`: history only, no automatic action. */
  controls: z.enum(['enough', 'few', 'none']),
  /** Nothing is acted on: telemetry is impaired in these regions, or none is named and devices without any update fall silent too. */
  onHold: z.boolean(),
  impairedIn: z.array(Text),
  /**
   * What un-updated devices of the same sector, build and region say, where they do not bear the evidence out; else null.
   * `fail as often`: another change is to be looked for; `ratio`: 95 % interval for how much more often it fails than they do.
   */
  alike: z.nullable(
    z.discriminatedUnion('state', [
      z.object({ state: z.literal('fail as often'), ratio: z.object({ low: z.number(), high: z.number() }) }),
      z.object({ state: z.literal('too few') }),
    ]),
  ),
  /**
   * Sites that were silent as a whole, counted by site: those with the most failed trials, and how many more there are.
   * A device may have been on trial more than once.
   */
  darkSites: z.object({ largest: z.array(z.object({ site: Text, trials: Count })), more: Count }),
  /** Devices that would fail of those pending, and of those without it if it went on: both ends of the interval. */
  blast: z.object({
    pendingLow: Count,
    pendingHigh: Count,
    continuedLow: Count,
    continuedHigh: Count,
    /** Down now, pending and off: the most that can be down today. */
    worst: Count,
  }),
});
export type Evidence = z.infer<typeof Evidence>;

/**
 * Who explains the failures. `culprit`: these do, with everything else held fixed. `combination`: only together.
 * `prime suspect`: nothing to compare it with yet. `inseparable`: installed together where they fail, and too seldom apart to tell.
 */
export const Culprit = z.enum(['none', 'culprit', 'combination', 'prime-suspect', 'inseparable']);
export type Culprit = z.infer<typeof Culprit>;
