/** Devices as the API lists them. */
import * as z from 'zod/mini';
import { Labels } from './labels.ts';
import { Report } from './report.ts';
import { EpochMs, Text } from './text.ts';
import { UpdateId } from './update-id.ts';
import { CONDITIONS, Condition, Outcome, Stage } from './words.ts';

/** Which devices a list has: those of which all of this holds. */
export const DeviceFilter = z.object({
  /** `down` = looping + silent. */
  condition: z.optional(z.enum([...CONDITIONS, 'down'])),
  /** With an update the ring in which it goes to the device, else the label. */
  ring: z.optional(Text),
  sector: z.optional(Text),
  region: z.optional(Text),
  site: z.optional(Text),
  /** On the device, active or waiting for a restart. */
  update: z.optional(UpdateId),
  /** How the device stands with that update, and what the update answers for: as its counts have it. */
  stage: z.optional(Stage),
  outcome: z.optional(Outcome),
});
export type DeviceFilter = z.infer<typeof DeviceFilter>;

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
export type DevicePage = z.infer<typeof DevicePage>;

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
      stage: Stage,
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
