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

export interface Explaining {
  /** By the labels that are counted, at once. */
  readonly soon: AlarmExplanation;
  /** With all labels, once the store has answered. */
  readonly whole: () => Promise<AlarmExplanation>;
}

/** Samples the devices of an alarm now; `since` in epoch seconds. */
export function explainAlarm(store: Store, fleet: FleetState, since: number): Explaining {
  const { silent, others } = sampleSilent(fleet, since);
  const explain = (labelled: (sampled: Sampled) => Labelled): AlarmExplanation => {
    const { common, spared } = commonLabels(silent.map(labelled), others.map(labelled));
    return {
      looked: { silent: silent.length, others: others.length },
      common: common.slice(0, MAX_LABELS),
      spared: spared.slice(0, MAX_LABELS),
    };
  };
  return {
    soon: explain(({ labels }) => labels),
    whole: async () => {
      const names = await store.names([...silent, ...others].map(({ hash }) => hash));
      return explain(({ hash, labels }) => {
        const extra = Object.entries(names.get(hash)?.extra ?? {}).map(([label, value]) => [label, [value]] as const);
        return { ...Object.fromEntries(extra), ...labels };
      });
    },
  };
}
