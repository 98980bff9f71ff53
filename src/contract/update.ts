/** What is known of an update, and how it stands in the fleet. */
import * as z from 'zod/mini';
import { Evidence } from './evidence.ts';
import { Hold } from './hold.ts';
import { COUNTED_LABELS } from './labels.ts';
import { MAX_TEXT } from './limits.ts';
import { Count, EpochMs, Share, Text } from './text.ts';
import { UpdateId } from './update-id.ts';
import { Activation, Reach } from './words.ts';

/** One ring's place in a rollout plan. */
export const PlanStep = z.object({ ring: Text, startsAt: EpochMs });

const FACTS = {
  name: z.optional(Text),
  channel: z.optional(Text),
  reach: z.optional(Reach),
  activation: z.optional(Activation),
  /** Restarts the update needs on its own (0 to 3); each prolongs the wait for a verdict by 240 s. */
  expectedReboots: z.optional(z.int().check(z.gte(0), z.lte(3))),
  /** Devices it is meant for: every label named must have one of its values. Absent: all. */
  target: z.optional(z.partialRecord(z.enum(COUNTED_LABELS), z.array(Text).check(z.minLength(1)))),
  plan: z.optional(z.array(PlanStep)),
  supersedes: z.optional(UpdateId),
};
/** `PUT /api/updates/{id}`, which replaces them all. All optional: an update first seen in a report exists with defaults. */
export const UpdateFacts = z.strictObject(FACTS, {
  error: (issue) =>
    issue.code === 'unrecognized_keys'
      ? `"${String((issue.keys as string[])[0]).slice(0, MAX_TEXT)}" is no fact of an update; facts are ${Object.keys(FACTS).join(', ')}`
      : undefined,
});
export type UpdateFacts = z.infer<typeof UpdateFacts>;

/** Devices by where they stand with an update. exposed = pending + checked + censored. */
export const UpdateCounts = z.object({
  /** Installed, waiting for a restart. */
  waiting: Count,
  pending: Count,
  checked: Count,
  censored: Count,
  /** Down now, of all exposed. */
  looping: Count,
  silent: Count,
  /** Down now, of the checked: the numerator of every share. */
  loopingChecked: Count,
  silentChecked: Count,
  recovered: Count,
});
export type UpdateCounts = z.infer<typeof UpdateCounts>;

/** Ends of an anytime-valid 95 % interval for the down share of checked; null below 10 checked. */
export const Interval = z.nullable(z.object({ low: Share, high: Share }));

export const RingState = z.enum(['not started', 'running', 'paused']);

/** From when on those who ask the gate for a held ring are counted, and when it was first asked since; fleet clock. */
export const GateAsked = z.object({ since: EpochMs, askedAt: z.nullable(EpochMs) });
export type GateAsked = z.infer<typeof GateAsked>;

export const UpdateInRing = z.object({
  ring: Text,
  counts: UpdateCounts,
  /** Devices of the ring the update is meant for. */
  targeted: Count,
  /** Of those, the ones without it: neither exposed nor waiting. */
  without: Count,
  interval: Interval,
  state: RingState,
  plannedAt: z.nullable(EpochMs),
  firstInstallAt: z.nullable(EpochMs),
  lastInstallAt: z.nullable(EpochMs),
  /** Installs reported with a time after the standing hold was placed; null without a hold. */
  installsAfterHold: z.nullable(Count),
  /** null without a hold. */
  gate: z.nullable(GateAsked),
});
export type UpdateInRing = z.infer<typeof UpdateInRing>;

/**
 * `failing`: a pause is recommended. `explained`: so it would be, but its failures come from `explainedBy`.
 * `watch`: evidence, not enough to act on. `ok`: no sign of harm. `too few`: under 10 checked.
 */
export const Judgement = z.enum(['failing', 'explained', 'watch', 'ok', 'too few']);
export type Judgement = z.infer<typeof Judgement>;

/** Devices without the update fell silent too, in these regions (none: not told apart). */
export const Outage = z.object({ regions: z.array(Text), from: EpochMs, until: z.nullable(EpochMs) });
export type Outage = z.infer<typeof Outage>;

export const UpdateSummary = z.object({
  id: UpdateId,
  name: z.string(),
  version: z.string(),
  channel: z.nullable(z.string()),
  reach: z.nullable(Reach),
  firstSeenAt: z.nullable(EpochMs),
  counts: UpdateCounts,
  targeted: Count,
  without: Count,
  interval: Interval,
  judgement: Judgement,
  explainedBy: z.nullable(UpdateId),
  /** It reached a later ring before its time. */
  skippedRings: z.boolean(),
  /** Devices that fell silent and are back, and how many of them turned out to have it; null unless that is how it was found. */
  handedOver: z.nullable(z.object({ back: Count, withIt: Count })),
  /** The outage that its silent devices are not blamed on it for; null where there is none. */
  outage: z.nullable(Outage),
  /** null until a trial of it has a verdict. */
  evidence: z.nullable(Evidence),
  /** When it was first judged failing; kept after that. */
  detectedAt: z.nullable(EpochMs),
  rings: z.array(UpdateInRing),
  holds: z.array(Hold),
  /** Log entries about it: more than before means that there is something new to read. */
  logged: Count,
});
export type UpdateSummary = z.infer<typeof UpdateSummary>;

export const UpdatePage = z.object({ updates: z.array(UpdateSummary), next: z.nullable(z.string()) });
