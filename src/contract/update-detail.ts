/** `GET /api/updates/{id}`: one update with all its page needs, and its evidence over time. */
import * as z from 'zod/mini';
import { Culprit } from './evidence.ts';
import { SeriesQuery } from './series.ts';
import { Snapshot } from './snapshot.ts';
import { Count, EpochMs, Text } from './text.ts';
import { UpdateSummary } from './update.ts';
import { UpdateId } from './update-id.ts';

/** A label value that no device of an earlier ring has: those rings could not have shown a fault confined to it. */
export const CoverageGap = z.object({
  label: z.enum(['sector', 'region', 'build', 'os', 'class']),
  value: Text,
  /** The first ring that has it, and how many of its devices. */
  ring: Text,
  devices: Count,
});
export type CoverageGap = z.infer<typeof CoverageGap>;

export const Coverage = z.object({
  /** Rings with devices the update is meant for, in rollout order. */
  rings: z.array(Text),
  /** Those of most devices first; `more`: how many are not listed. */
  gaps: z.array(CoverageGap),
  more: Count,
});
export type Coverage = z.infer<typeof Coverage>;

/** Another update as a sentence names it. */
export const NamedUpdate = z.object({
  id: UpdateId,
  name: z.string(),
  version: z.string(),
  /** ln evidence with the rest of each device's change set held fixed; null without a trial. */
  lnAdjusted: z.nullable(z.number()),
});
export type NamedUpdate = z.infer<typeof NamedUpdate>;

export const UpdateDetail = z.extend(UpdateSummary, {
  /** Fleet clock. */
  asOf: EpochMs,
  drill: Snapshot.shape.drill,
  sectorName: Snapshot.shape.sectorName,
  troubles: Snapshot.shape.troubles,
  threshold: Snapshot.shape.threshold,
  expectedShare: Snapshot.shape.expectedShare,
  fleet: z.object({ due: Count, heard: Count }),
  /** Every ring of the fleet in rollout order, meant for this update or not. */
  ringOrder: z.array(Text),
  /** Whom the evidence names, of all updates failing; `explained`: whom it clears by naming them. */
  culprit: z.object({ verdict: Culprit, updates: z.array(NamedUpdate), explained: z.array(NamedUpdate) }),
  /** The failing update that most of its devices down have as well, and how many; null where no other one is failing. */
  downWithFailing: z.nullable(z.object({ devices: Count, update: NamedUpdate })),
  matrix: Snapshot.shape.matrix,
  coverage: Coverage,
});
export type UpdateDetail = z.infer<typeof UpdateDetail>;

export const EvidenceQuery = z.strictObject({ last: SeriesQuery.shape.last });

/** ln evidence over a relative window, a value per point; null where nothing was recorded. */
export const EvidenceSeries = z.object({
  /** Start of the first point; points are `stepMs` apart; the last one is still filling. */
  from: EpochMs,
  stepMs: Count,
  /** As it stood at the end of the point, and the greatest so far. */
  now: z.array(z.nullable(z.number())),
  most: z.array(z.nullable(z.number())),
});
export type EvidenceSeries = z.infer<typeof EvidenceSeries>;
