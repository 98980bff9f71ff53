/** Holds: one author's stop on an update in some rings, and the gate they decide. */
import * as z from 'zod/mini';
import { MAX_RINGS } from './limits.ts';
import { EpochMs, Reason, Text } from './text.ts';
import { UpdateId } from './update-id.ts';

export const Author = z.object({ kind: z.enum(['person', 'rule', 'vendor', 'calendar']), name: Text });
export type Author = z.infer<typeof Author>;

export const HoldRings = z.union([z.literal('all'), z.array(Text).check(z.minLength(1), z.maxLength(MAX_RINGS + 2))]);
export type HoldRings = z.infer<typeof HoldRings>;

export const Hold = z.object({
  id: Text,
  update: UpdateId,
  rings: HoldRings,
  author: Author,
  /** Fleet clock. */
  placedAt: EpochMs,
  reason: z.nullable(z.string()),
  /** Undo is possible for this many more milliseconds of the viewer's own time; 0 when over. */
  undoForMs: z.number(),
});
export type Hold = z.infer<typeof Hold>;

/** Strict, as all decisions: a misspelt reason must not be lost. */
export const PlaceHold = z.strictObject({ rings: HoldRings, reason: z.optional(Reason) });
export type PlaceHold = z.infer<typeof PlaceHold>;
export const GiveReason = z.strictObject({ reason: Reason });
export type GiveReason = z.infer<typeof GiveReason>;
/** Lifting asks for a reason, or for `undo` within the undo window of the hold. */
export const LiftHold = z.union([z.strictObject({ reason: Reason }), z.strictObject({ undo: z.literal(true) })]);
export type LiftHold = z.infer<typeof LiftHold>;

export const HoldReceipt = z.object({
  hold: Hold,
  /** True when the same hold stood already: nothing changed. */
  already: z.boolean(),
});
export type HoldReceipt = z.infer<typeof HoldReceipt>;
export const LiftReceipt = z.object({ lifted: z.boolean(), hold: Text });
export type LiftReceipt = z.infer<typeof LiftReceipt>;

export const GateAnswer = z.object({
  decision: z.enum(['go', 'hold']),
  /** False when the update or the ring is unknown here; only a hold on all rings stands for it then. */
  known: z.boolean(),
  since: z.nullable(EpochMs),
  /** Why it is held, or what is unknown; null for a plain `go`. */
  reason: z.nullable(z.string()),
});
export type GateAnswer = z.infer<typeof GateAnswer>;
