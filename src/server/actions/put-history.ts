/** Tallies of the past, so that the usual failure share is known from the first minute. */

import * as z from 'zod/mini';
import { HistoryLine, type HistoryReceipt } from '#contract/history.ts';
import { mistakesIn } from '#contract/mistakes.ts';
import { totals } from '#domain/fleet/read.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { Refusal } from '../problem.ts';

/**
 * Adds tallies; all lines or none. Allowed until the first device reports, because from then on the product
 * writes its own history.
 * @throws Refusal 400 naming the first bad line, 409 once devices report.
 */
export async function putHistory(product: Bootwatch, lines: Iterable<unknown>): Promise<HistoryReceipt> {
  const { healthy, looping, silent, off } = totals(product.fleet).conditions;
  if (healthy + looping + silent + off > 0) {
    throw new Refusal(
      'conflict',
      'Devices report here already: history can only be brought into an empty data folder.',
    );
  }
  const good: HistoryLine[] = [];
  let number = 0;
  for (const raw of lines) {
    number++;
    const parsed = z.safeParse(HistoryLine, raw);
    if (!parsed.success)
      throw new Refusal('bad-request', `line ${number}: ${mistakesIn(parsed.error)}`, { field: `line ${number}` });
    if (parsed.data.x > parsed.data.n) {
      throw new Refusal('bad-request', `line ${number}: x (${parsed.data.x}) is more than n (${parsed.data.n})`, {
        field: 'x',
      });
    }
    good.push(parsed.data);
  }
  await product.store.addHistory(good);
  await product.rereadHistory();
  return {
    lines: good.length,
    trials: good.reduce((sum, line) => sum + line.n, 0),
    failures: good.reduce((sum, line) => sum + line.x, 0),
  };
}
