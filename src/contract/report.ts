/** What devices send. Times are epoch milliseconds by the device's own clock. */
import * as z from 'zod/mini';
import { Labels } from './labels.ts';
import {
  MAX_ACTIVE_UPDATES_PER_HEARTBEAT,
  MAX_EARLIER_STARTS,
  MAX_EVERY_SEC,
  MAX_REPORTS_PER_REQUEST,
} from './limits.ts';
import { Count, EpochMs, Text } from './text.ts';
import { UpdateId } from './update-id.ts';
import { Activation } from './words.ts';

const common = {
  /** The device's own id, stable over its life. */
  device: Text,
  at: EpochMs,
  /** The client's id of this report; two reports with the same id are one. */
  id: z.optional(Text),
  labels: z.optional(Labels),
};

/** A crash: stop code and, where known, the module blamed by the dump. */
export const Crash = z.object({ code: Text, module: z.optional(Text) });

export const Report = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('boot.started'),
    boot: Text,
    previous: z.optional(z.object({ clean: z.boolean(), crash: z.optional(Crash) })),
    earlier: z.optional(z.array(EpochMs).check(z.maxLength(MAX_EARLIER_STARTS))),
  }),
  z.object({ ...common, kind: z.literal('boot.completed'), boot: Text, bootMs: z.optional(Count) }),
  z.object({
    ...common,
    kind: z.literal('heartbeat'),
    boot: Text,
    /** The device's promise: it will be heard again within this many seconds. */
    everySec: z.optional(z.int().check(z.gte(1), z.lte(MAX_EVERY_SEC))),
    uptimeMs: z.optional(Count),
    /** Updates active on the device now; an update not reported as installed counts as "seen with". */
    updates: z.optional(z.array(UpdateId).check(z.maxLength(MAX_ACTIVE_UPDATES_PER_HEARTBEAT))),
  }),
  z.object({ ...common, kind: z.literal('update.offered'), update: UpdateId }),
  z.object({
    ...common,
    kind: z.literal('update.installed'),
    update: UpdateId,
    activation: z.optional(Activation),
  }),
  z.object({ ...common, kind: z.literal('update.reverted'), update: UpdateId }),
  z.object({
    ...common,
    kind: z.literal('shutdown'),
    boot: z.optional(Text),
    intent: z.enum(['restart', 'off', 'sleep']),
  }),
  z.object({ ...common, kind: z.literal('crash'), boot: z.optional(Text), code: Text, module: z.optional(Text) }),
  z.object({ ...common, kind: z.literal('gone') }),
]);
export type Report = z.infer<typeof Report>;
/**
 * One request's worth of reports. Each report is checked on its own by the server, so here they are
 * still `unknown`: one bad report never rejects its neighbours.
 */
export const Envelope = z.object({
  /** When the sender sent it, by the same clock as the reports' `at`. */
  sentAt: EpochMs,
  /** Drills only: "everything up to here is sent". Drives the fleet clock. */
  clock: z.optional(EpochMs),
  /** Drills only: fleet seconds per second. */
  speed: z.optional(z.number().check(z.gt(0), z.lte(100_000))),
  reports: z.array(z.unknown()),
});
export type Envelope = z.infer<typeof Envelope>;

/** The same, as a typed client builds it. */
export const ReportBatch = z.extend(Envelope, {
  reports: z.array(Report).check(z.maxLength(MAX_REPORTS_PER_REQUEST)),
});
export type ReportBatch = z.infer<typeof ReportBatch>;

export const ReportsReceipt = z.object({
  accepted: Count,
  duplicates: Count,
  /** `index` counts from 0 in the request. */
  rejected: z.array(z.object({ index: Count, why: z.string() })),
  /** Fields without a meaning, passed over in reports that were read; `meant` is the known field of nearly this name. */
  ignored: z.array(z.object({ field: z.string(), reports: Count, firstIndex: Count, meant: z.nullable(z.string()) })),
});
export type ReportsReceipt = z.infer<typeof ReportsReceipt>;
