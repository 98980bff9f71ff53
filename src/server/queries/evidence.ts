/** Evidence over a relative window: closed minutes, the open one from detection. */
import { SERIES_STEP_MS, SERIES_WINDOW_MS, type SeriesQuery } from '#contract/series.ts';
import type { EvidenceSeries } from '#contract/update-detail.ts';
import { requireUpdate } from '../actions/require.ts';
import type { Bootwatch } from '../bootwatch.ts';

/** @throws Refusal 404 */
export async function readEvidence(product: Bootwatch, id: string, last: SeriesQuery['last']): Promise<EvidenceSeries> {
  const update = requireUpdate(product, id);
  const stepMs = SERIES_STEP_MS[last];
  const points = SERIES_WINDOW_MS[last] / stepMs;
  const time = product.clock.settledNow();
  const open = time - (time % stepMs);
  const from = open - (points - 1) * stepMs;
  const rows = await product.minutes.evidence({ update: id, from, to: open + stepMs, stepMs });
  const rollout = product.detector.rollouts.get(update.number);
  if (rollout) rows.push({ point: open, now: rollout.lnE, most: rollout.maxLnE });
  const now = new Array<number | null>(points).fill(null);
  const most = new Array<number | null>(points).fill(null);
  for (const row of rows) {
    const i = (row.point - from) / stepMs;
    now[i] = round(row.now);
    most[i] = round(row.most);
  }
  return { from, stepMs, now, most };
}

const round = (ln: number): number => Math.round(ln * 1000) / 1000;
