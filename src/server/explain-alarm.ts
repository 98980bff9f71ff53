/** What the devices of a fleet alarm have in common, with the labels only the store knows. */
import type { FleetAlarm } from '#contract/snapshot.ts';
import { commonLabels, type Labelled } from '#domain/board/common-labels.ts';
import { type Sampled, sampleSilent } from '#domain/board/silent-sample.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import type { Store } from './store.ts';

export type AlarmExplanation = Omit<FleetAlarm, 'since'>;

export const UNEXPLAINED: AlarmExplanation = { looked: { silent: 0, others: 0 }, common: [], spared: [] };
/** Labels named on the board. */
const MAX_LABELS = 6;

/** Samples now and asks the store for the rest; `since` in epoch seconds. */
export function explainAlarm(store: Store, fleet: FleetState, since: number): () => Promise<AlarmExplanation> {
  const { silent, others } = sampleSilent(fleet, since);
  return async () => {
    const names = await store.names([...silent, ...others].map(({ hash }) => hash));
    const withExtras = ({ hash, labels }: Sampled): Labelled => {
      const extra = Object.entries(names.get(hash)?.extra ?? {}).map(([label, value]) => [label, [value]] as const);
      return { ...Object.fromEntries(extra), ...labels };
    };
    const { common, spared } = commonLabels(silent.map(withExtras), others.map(withExtras));
    return {
      looked: { silent: silent.length, others: others.length },
      common: common.slice(0, MAX_LABELS),
      spared: spared.slice(0, MAX_LABELS),
    };
  };
}
