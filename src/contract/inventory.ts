/** `PUT /api/devices`: what the owner knows of the devices, one line each. */
import * as z from 'zod/mini';
import { Labels } from './labels.ts';
import { MAX_RINGS_PER_DEVICE } from './limits.ts';
import { Count, Text } from './text.ts';
import { TimeZone } from './time-zone.ts';

export const InventoryLine = z.strictObject({
  device: Text,
  labels: z.optional(Labels),
  /** Ring by channel, where it differs from the label `ring`. */
  rings: z.optional(
    z
      .record(Text, Text)
      .check(
        z.refine(
          (rings) => Object.keys(rings).length <= MAX_RINGS_PER_DEVICE,
          `rings for at most ${MAX_RINGS_PER_DEVICE} channels`,
        ),
      ),
  ),
  /** IANA time zone of the device's region; the last one told counts for the whole region, UTC without one. */
  timeZone: z.optional(TimeZone),
});
export type InventoryLine = z.infer<typeof InventoryLine>;

/** Strict: a misspelt `dry-run` must not write. */
export const InventoryQuery = z.strictObject(
  {
    /** Nothing is written; `?dry-run` alone means yes. */
    'dry-run': z.optional(z.enum(['', 'true', 'false'])),
  },
  { error: 'the only parameter known here is "dry-run", without a value or with "true" or "false"' },
);

/** Lines count from 1, empty ones and a CSV's header too. At most MAX_LISTED_LINES are listed; the counts are of all. */
export const InventoryReceipt = z.object({
  /** Nothing was written: everything below is what would be. */
  dryRun: z.boolean(),
  /** `new` + `changed` + `unchanged`: devices for which the inventory says now what their line says. */
  applied: Count,
  /** Not in the inventory before. */
  new: Count,
  changed: Count,
  /** Known as the line says already; not written again. */
  unchanged: Count,
  rejected: z.array(
    z.object({
      line: Count,
      /** The key or column at fault; null for the line as a whole. */
      field: z.nullable(z.string()),
      why: z.string(),
      fix: z.string(),
    }),
  ),
  rejectedCount: Count,
  /** Lines that name a device again; the first line wins, these were passed over. */
  duplicates: z.array(z.object({ line: Count, repeats: Count, device: z.string() })),
  duplicateCount: Count,
  /** Rings nobody has named before, at most MAX_LISTED_LINES. */
  newRings: z.array(z.string()),
  /** What is said otherwise of devices that are in the inventory, with a few of them, most devices first. */
  changes: z.array(
    z.object({
      /** A label, `ring:CHANNEL`, `timeZone`, or `other labels` for those that are not counted. */
      what: z.string(),
      devices: Count,
      examples: z.array(
        z.object({ line: Count, device: z.string(), from: z.nullable(z.string()), to: z.nullable(z.string()) }),
      ),
    }),
  ),
});
export type InventoryReceipt = z.infer<typeof InventoryReceipt>;
