/** The labels of a device. */
import * as z from 'zod/mini';
import { MAX_EXTRA_LABELS } from './limits.ts';
import { Text } from './text.ts';
import { DeviceClass } from './words.ts';

/** Labels the fleet is counted by. */
export const COUNTED_LABELS = ['ring', 'sector', 'region', 'site', 'os', 'build', 'class'] as const;

/** Any label is welcome; the ones named here are counted, the rest is kept with the device. */
export const Labels = z
  .catchall(
    z.object({
      ring: z.optional(Text),
      sector: z.optional(Text),
      region: z.optional(Text),
      site: z.optional(Text),
      os: z.optional(Text),
      build: z.optional(Text),
      class: z.optional(DeviceClass),
    }),
    Text,
  )
  .check(
    z.refine(
      (labels) => Object.keys(labels).length <= COUNTED_LABELS.length + MAX_EXTRA_LABELS,
      `at most ${MAX_EXTRA_LABELS} labels beside the counted ones`,
    ),
  );
export type Labels = z.infer<typeof Labels>;
