/** `GET /api/series`: counts over a relative window, for charts. */
import * as z from 'zod/mini';
import { Count, EpochMs, Text } from './text.ts';
import { UpdateId } from './update-id.ts';

export const SeriesQuery = z.strictObject({
  /** One line per value of this dimension. */
  by: z.enum(['ring', 'sector']),
  /** Of this update; absent: of the whole fleet. */
  update: z.optional(UpdateId),
  last: z.enum(['1h', '3h', '24h']),
});
export type SeriesQuery = z.infer<typeof SeriesQuery>;

export const SeriesLine = z.object({
  key: Text,
  /**
   * One value per point, null where nothing was recorded.
   * Of an update: `down` of `of` = down of checked. Of the fleet: down of the devices heard or due.
   * `installed`: devices that have it (exposed + waiting); null for the fleet.
   */
  down: z.array(z.nullable(Count)),
  of: z.array(z.nullable(Count)),
  installed: z.array(z.nullable(Count)),
});
export type SeriesLine = z.infer<typeof SeriesLine>;

export const Series = z.object({
  /** Start of the first point; points are `stepMs` apart; the last one is still filling. */
  from: EpochMs,
  stepMs: Count,
  lines: z.array(SeriesLine),
});
export type Series = z.infer<typeof Series>;

export const SERIES_STEP_MS = { '1h': 60_000, '3h': 60_000, '24h': 600_000 } as const;
export const SERIES_WINDOW_MS = { '1h': 3_600_000, '3h': 3 * 3_600_000, '24h': 24 * 3_600_000 } as const;
