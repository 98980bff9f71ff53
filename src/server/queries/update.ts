/** One update with all its page needs. */
import type { NamedUpdate, UpdateDetail } from '#contract/update-detail.ts';
import { versionOf } from '#contract/update-id.ts';
import { mostDownWith } from '#domain/board/down-with.ts';
import { culpritFor, NOTABLE_SHARE } from '#domain/board/judge.ts';
import { expectedShareOf, matrixOfUpdate } from '#domain/board/snapshot.ts';
import { ringNames, totals } from '#domain/fleet/read.ts';
import { requireUpdate } from '../actions/require.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { troublesOf } from '../troubles.ts';

/** @throws Refusal 404 */
export function readUpdate(product: Bootwatch, id: string): UpdateDetail {
  const update = requireUpdate(product, id);
  const { fleet, clock, world, history, coverage } = product;
  const judgements = product.judgements();
  const updates = product.updates(judgements);
  const summary = updates.find((candidate) => candidate.id === id);
  if (!summary) throw new Error('a known update is not listed');
  const { verdict, who } = culpritFor(judgements, id) ?? { verdict: 'none', who: [] };
  const explained = updates
    .filter(({ explainedBy }) => explainedBy !== null && who.includes(explainedBy))
    .map((candidate) => candidate.id);
  const failing = judgements.updates
    .filter(({ judgement, update: other }) => judgement === 'failing' && other !== update)
    .map(({ update: other }) => other);
  const shared = mostDownWith(fleet, update, failing);
  const { healthy, looping, silent } = totals(fleet).conditions;
  return {
    ...summary,
    asOf: clock.now(),
    drill: clock.mode === 'drill' ? { speed: clock.speed, stalled: clock.stalled } : null,
    sectorName: world.settings.sectorName,
    troubles: troublesOf(product),
    threshold: NOTABLE_SHARE,
    expectedShare: expectedShareOf(history),
    fleet: { due: healthy + looping + silent, heard: healthy },
    ringOrder: ringNames(fleet),
    culprit: { verdict, updates: who.map(named), explained: explained.map(named) },
    downWithFailing: shared ? { devices: shared.devices, update: named(shared.other.id) } : null,
    matrix: matrixOfUpdate(fleet, update),
    coverage: coverage.of(fleet, update),
  };

  function named(other: string): NamedUpdate {
    const found = updates.find((candidate) => candidate.id === other);
    return {
      id: other,
      name: found?.name ?? other,
      version: versionOf(other),
      lnAdjusted: found?.evidence?.lnAdjusted ?? null,
    };
  }
}
