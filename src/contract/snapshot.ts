/** One consistent picture of the fleet for the live screen. */
import * as z from 'zod/mini';
import { Culprit } from './evidence.ts';
import { LogEntry } from './log.ts';
import { Count, EpochMs, Share, Text } from './text.ts';
import { Interval, UpdateSummary } from './update.ts';
import { UpdateId } from './update-id.ts';

export const ConditionCounts = z.object({
  healthy: Count,
  looping: Count,
  silent: Count,
  off: Count,
  unknown: Count,
});
export type ConditionCounts = z.infer<typeof ConditionCounts>;

export const MatrixCell = z.object({
  ring: Text,
  /** Devices of this sector in this ring the update is meant for; 0 = none in ring. */
  targeted: Count,
  exposed: Count,
  checked: Count,
  down: Count,
  interval: Interval,
});
export type MatrixCell = z.infer<typeof MatrixCell>;

/** A crash signature among the devices down now. */
export const Signature = z.object({
  /** null: no crash report known for these devices. */
  code: z.nullable(z.string()),
  module: z.nullable(z.string()),
  devices: Count,
  firstSeenAt: z.nullable(EpochMs),
  /** Of `devices`, how many carry the focus update. */
  withFocus: Count,
});
export type Signature = z.infer<typeof Signature>;

/** A label with the values that set devices apart, and how many of each group looked at carry one. */
export const CommonLabel = z.object({ label: Text, values: z.array(Text), silent: Count, others: Count });
export type CommonLabel = z.infer<typeof CommonLabel>;

/** More devices are silent than is usual, and no suspected update explains it. It blames nobody. */
export const FleetAlarm = z.object({
  /** When the first of them were due. */
  since: EpochMs,
  /** Devices looked at for what they have in common. */
  looked: z.object({ silent: Count, others: Count }),
  common: z.array(CommonLabel),
  spared: z.array(CommonLabel),
});
export type FleetAlarm = z.infer<typeof FleetAlarm>;

export const Verdict = z.discriminatedUnion('state', [
  z.object({ state: z.literal('no devices') }),
  z.object({ state: z.literal('failing'), update: UpdateId }),
  z.object({ state: z.literal('paused'), update: UpdateId }),
  /** More of the fleet is down than the threshold, and no known update explains it. `down` silent or looping, whenever since. */
  z.object({ state: z.literal('unexplained'), down: Count, due: Count }),
  z.object({ state: z.literal('healthy') }),
  z.object({ state: z.literal('too few') }),
]);
export type Verdict = z.infer<typeof Verdict>;

/** How complete the inventory is. */
export const InventoryGaps = z.object({
  /** Listed in it and not retired. */
  devices: Count,
  /** Of these, heard in the last 24 hours, to the minute. */
  heardInDay: Count,
  /** By channel, most devices first, at most MAX_SNAPSHOT_CHANNELS; null = by the label `ring`, where no channel is known or no device is in a ring of any. */
  inNoRing: z.array(z.object({ channel: z.nullable(Text), devices: Count })),
  noSite: Count,
});
export type InventoryGaps = z.infer<typeof InventoryGaps>;

export const Snapshot = z.object({
  /** Fleet clock when it was built. */
  asOf: EpochMs,
  /** Present in a drill. `stalled`: the drill has stopped driving the clock. */
  drill: z.nullable(z.object({ speed: z.number(), stalled: z.boolean() })),
  /** What this company calls a sector. */
  sectorName: z.string(),
  /** What of Bootwatch itself does not work, a sentence each. Missing in pictures kept from before it was said. */
  troubles: z._default(z.array(z.string()), []),
  fleet: z.object({
    devices: Count,
    /** Devices that promised to be heard by now, and those that were. */
    due: Count,
    heard: Count,
    conditions: ConditionCounts,
    recovered: Count,
  }),
  /** Absent where nothing was ever listed. */
  inventory: z.optional(InventoryGaps),
  rings: z.array(z.object({ ring: Text, devices: Count, conditions: ConditionCounts })),
  verdict: Verdict,
  /** With it how many devices have fallen silent from shortly before the alarm on and are not back. */
  fleetAlarm: z.nullable(z.extend(FleetAlarm, { silent: z.object({ from: EpochMs, devices: Count }) })),
  /** A down share that deserves a look: rings and cells above it are marked. */
  threshold: Share,
  /** Whom the evidence names, of all updates failing. */
  culprit: z.object({ verdict: Culprit, updates: z.array(UpdateId) }),
  /** The usual failure share from history; null without history. */
  expectedShare: z.nullable(Share),
  /** Strongest first; at most MAX_SNAPSHOT_UPDATES. */
  updates: z.array(UpdateSummary),
  updateCount: Count,
  /** The update the matrix and signatures speak of: the verdict's, else the first listed; none in a fleet alarm. */
  focus: z.nullable(UpdateId),
  matrix: z.array(z.object({ sector: Text, cells: z.array(MatrixCell) })),
  signatures: z.array(Signature),
  /** Newest first. */
  log: z.array(LogEntry),
});
export type Snapshot = z.infer<typeof Snapshot>;
