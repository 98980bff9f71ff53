/** The log: everything a person, a rule or a calendar decided. Current state is a fold over it. */
import * as z from 'zod/mini';
import { Author, HoldRings } from './hold.ts';
import { MAX_NOTE } from './limits.ts';
import { Count, EpochMs, Share, Text } from './text.ts';
import { UpdateId } from './update-id.ts';

const common = {
  seq: Count,
  /** Fleet clock. */
  at: EpochMs,
  /** Wall clock of the server. */
  wallAt: EpochMs,
  actor: Author,
};

/** What a person wrote down. `intent` names the click, so that its retries are known. */
export const NoteEntry = z.object({
  ...common,
  kind: z.literal('note'),
  /** null: about no update by itself. */
  update: z.nullable(UpdateId),
  text: z.string(),
  intent: Text,
});
export type NoteEntry = z.infer<typeof NoteEntry>;

export const LogEntry = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('hold_placed'),
    hold: Text,
    update: UpdateId,
    rings: HoldRings,
    reason: z.nullable(z.string()),
  }),
  /** A second click: `hold` stands already; `intent` names the click, so that its retries are known too. */
  z.object({
    ...common,
    kind: z.literal('hold_kept'),
    hold: Text,
    update: UpdateId,
    intent: Text,
    rings: HoldRings,
    /** Why this one wanted it as well; absent in logs of before it was kept. */
    reason: z.optional(z.nullable(z.string())),
  }),
  z.object({ ...common, kind: z.literal('hold_reason'), hold: Text, update: UpdateId, reason: z.string() }),
  z.object({
    ...common,
    kind: z.literal('hold_lifted'),
    hold: Text,
    update: UpdateId,
    reason: z.nullable(z.string()),
    undo: z.boolean(),
  }),
  z.object({
    ...common,
    kind: z.literal('alarm_opened'),
    update: UpdateId,
    checked: Count,
    down: Count,
    low: Share,
    high: Share,
  }),
  /** It reached a later ring before its plan, or, unplanned, much of the last ring within minutes. */
  z.object({
    ...common,
    kind: z.literal('rings_skipped'),
    update: UpdateId,
    ring: Text,
    installed: Count,
    targeted: Count,
    /** Since it was first seen anywhere, in milliseconds. */
    after: Count,
  }),
  /** Of `back` devices that had fallen silent and came back, so many have this update; it became known only then. */
  z.object({ ...common, kind: z.literal('alarm_handed_over'), update: UpdateId, back: Count, withIt: Count }),
  /** More silence than is usual that no known update explains. */
  z.object({ ...common, kind: z.literal('fleet_alarm_opened'), down: Count, due: Count }),
  /** The silence is over, by the fleet clock; `regions`: those of its devices, where that sets them apart. */
  z.object({
    ...common,
    kind: z.literal('fleet_alarm_closed'),
    since: EpochMs,
    until: EpochMs,
    regions: z.array(Text),
  }),
  NoteEntry,
  /** From the first report on a data folder belongs to a drill or to a real fleet, never both. */
  z.object({ ...common, kind: z.literal('drill_started'), speed: z.number() }),
  z.object({ ...common, kind: z.literal('service_started') }),
]);
export type LogEntry = z.infer<typeof LogEntry>;

export const AddNote = z.strictObject({
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_NOTE)),
  update: z.optional(UpdateId),
});
export type AddNote = z.infer<typeof AddNote>;

/** Newest first. */
export const LogPage = z.object({ entries: z.array(LogEntry), next: z.nullable(z.string()) });
export type LogPage = z.infer<typeof LogPage>;
