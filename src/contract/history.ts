/** `PUT /api/history`: tallies of past trials, per leaf and hour, into an empty folder only. */
import * as z from 'zod/mini';
import { Count, EpochMs, Text } from './text.ts';
import { DeviceClass } from './words.ts';

/** The last hour the store can hold: 2106. */
const MAX_HOUR_MS = (2 ** 32 - 1) * 1000;

export const HistoryLine = z.object({
  kind: z.enum(['boot', 'live', 'return']),
  ring: Text,
  sector: Text,
  build: Text,
  region: Text,
  class: DeviceClass,
  /** Start of the hour. */
  hour: EpochMs.check(z.lte(MAX_HOUR_MS)),
  /** Trials, and how many of them failed. */
  n: Count,
  x: Count,
});
export type HistoryLine = z.infer<typeof HistoryLine>;
export const HistoryReceipt = z.object({ lines: Count, trials: Count, failures: Count });
export type HistoryReceipt = z.infer<typeof HistoryReceipt>;
