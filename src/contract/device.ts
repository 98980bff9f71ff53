/** Devices as the API lists them. */
import * as z from 'zod/mini';
import { Labels } from './labels.ts';
import { Report } from './report.ts';
import { EpochMs, Text } from './text.ts';
import { UpdateId } from './update-id.ts';
import { Condition } from './words.ts';

export const DeviceSummary = z.object({
  device: Text,
  labels: Labels,
  condition: Condition,
  recovered: z.boolean(),
  /** Since when it is down; null when it is not. */
  downSince: z.nullable(EpochMs),
  lastHeardAt: z.nullable(EpochMs),
});
export type DeviceSummary = z.infer<typeof DeviceSummary>;
export const DevicePage = z.object({ devices: z.array(DeviceSummary), next: z.nullable(z.string()) });

export const DeviceDetail = z.extend(DeviceSummary, {
  /** Why it counts as what it counts as, in words. */
  why: z.string(),
  lastCrash: z.nullable(z.object({ at: EpochMs, code: Text, module: z.nullable(Text) })),
  boots: z.array(
    z.object({ startedAt: z.nullable(EpochMs), completedAt: z.nullable(EpochMs), heardAt: z.nullable(EpochMs) }),
  ),
  updates: z.array(
    z.object({
      update: UpdateId,
      installedAt: EpochMs,
      activatedAt: z.nullable(EpochMs),
      stage: z.enum(['waiting', 'pending', 'checked', 'censored']),
      /** When its verdict is due; null unless pending. */
      dueAt: z.nullable(EpochMs),
      /** It said that it went back from it; what was found out before stays. */
      reverted: z.boolean(),
    }),
  ),
  /** The last reports, newest first. */
  reports: z.array(Report),
});
export type DeviceDetail = z.infer<typeof DeviceDetail>;
