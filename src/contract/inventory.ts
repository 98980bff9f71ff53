/** `PUT /api/devices`: what the owner knows of the devices, one line each. */
import * as z from 'zod/mini';
import { Labels } from './labels.ts';
import { Count, Text } from './text.ts';
import { TimeZone } from './time-zone.ts';

export const InventoryLine = z.strictObject({
  device: Text,
  labels: z.optional(Labels),
  /** Ring by channel, where it differs from the label `ring`. */
  rings: z.optional(z.record(Text, Text)),
  /** IANA time zone of the device's region; the last one told counts for the whole region, UTC without one. */
  timeZone: z.optional(TimeZone),
});
export type InventoryLine = z.infer<typeof InventoryLine>;

export const InventoryReceipt = z.object({
  applied: Count,
  /** `line` counts from 1. At most 100 are listed; `rejectedCount` counts all. */
  rejected: z.array(z.object({ line: Count, why: z.string() })),
  rejectedCount: Count,
});
export type InventoryReceipt = z.infer<typeof InventoryReceipt>;
