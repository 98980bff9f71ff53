/**
 * The alarm that needs no culprit: more devices fall silent than is usual, and no suspected update explains it.
 * Compared with history only, because an outage takes the controls along; so it says what is silent, and blames nobody.
 */
import { LN_RECOMMEND } from './decide.ts';
import { Epochs, type SavedEpochs } from './epochs.ts';
import { addHistory } from './evidence.ts';
import type { PartKind } from './fleet-parts.ts';
import { RATIO_HISTORY_ONLY } from './grid.ts';
import type { Baseline } from './history-book.ts';
import { lnEvidenceWithRestarts } from './restarts.ts';
import { allFailures, effectiveFailures } from './site-cap.ts';
import { TRIAL_KINDS, type TrialRow } from './trial-row.ts';

/** Evidence begins anew this often, and altogether every day: a quiet morning must not hide what begins at noon. */
const EPOCH_MINUTES = 10;
const EPOCHS_A_DAY = 144;
/** Fewer silent devices are no matter of the fleet. */
export const MIN_SILENT = 20;
const LIVE = TRIAL_KINDS.indexOf('live');

type AlarmPart = Extract<PartKind, 'all' | 'region' | 'sector' | 'build'>;
const PARTS = ['region', 'sector', 'build'] as const;

interface PartState {
  readonly kind: AlarmPart;
  readonly value: number;
  readonly epochs: Epochs;
  /** Silent devices and usual ones of the last two epochs. */
  recent: number;
  before: number;
  lnE: number;
}

export interface SavedFleetAlarm {
  readonly epoch: number;
  readonly sites: readonly number[];
  readonly parts: readonly {
    readonly kind: AlarmPart;
    readonly value: number;
    readonly epochs: SavedEpochs;
    readonly counts: readonly [recent: number, before: number, lnE: number];
  }[];
  readonly open: OpenAlarm | null;
}

export interface OpenAlarm {
  /** Due minute of the first failures it rests on, epoch minutes. */
  readonly since: number;
}

export class FleetAlarm {
  /** Ten-minute epoch since 1970; the first of a day starts everything anew. */
  #epoch = 0;
  readonly #parts = new Map<string, PartState>();
  readonly #sites = new Set<number>();
  open: OpenAlarm | undefined;

  constructor(saved?: SavedFleetAlarm) {
    if (!saved) return;
    this.#epoch = saved.epoch;
    for (const site of saved.sites) this.#sites.add(site);
    for (const { kind, value, epochs, counts } of saved.parts) {
      const [recent, before, lnE] = counts;
      this.#parts.set(`${kind}:${value}`, { kind, value, epochs: Epochs.restore(epochs), recent, before, lnE });
    }
    this.open = saved.open ?? undefined;
  }

  /** Takes a minute's rows, without those of suspected updates. `baseline` bounds what is usual. */
  take(minute: number, rows: readonly TrialRow[], baseline: Baseline): void {
    this.#advance(Math.floor(minute / EPOCH_MINUTES));
    const touched = new Set<PartState>();
    for (const row of rows) {
      if (row.kind !== LIVE) continue;
      const capped = effectiveFailures(row, this.#sites);
      const p0 = baseline.shareOf(row, minute);
      for (const part of this.#partsOf(row)) {
        addHistory(part.epochs.at(this.#inDay), row.n, capped, p0);
        part.recent += allFailures(row);
        if (capped > 0) touched.add(part);
      }
    }
    for (const part of touched) {
      part.lnE = lnEvidenceWithRestarts(part.epochs.upTo(this.#inDay + 1), RATIO_HISTORY_ONLY);
    }
    if (touched.size > 0) this.#decide(minute);
  }

  /** Ends the alarm once so few devices are silent without an explanation. */
  settle(unexplainedSilent: number): void {
    if (unexplainedSilent < MIN_SILENT) this.open = undefined;
  }

  save(): SavedFleetAlarm {
    return {
      epoch: this.#epoch,
      sites: [...this.#sites].sort((a, b) => a - b),
      parts: [...this.#parts.values()].map(({ kind, value, epochs, recent, before, lnE }) => ({
        kind,
        value,
        epochs: epochs.save(),
        counts: [recent, before, lnE],
      })),
      open: this.open ?? null,
    };
  }

  get #inDay(): number {
    return this.#epoch % EPOCHS_A_DAY;
  }

  #advance(epoch: number): void {
    if (epoch === this.#epoch) return;
    const newDay = Math.floor(epoch / EPOCHS_A_DAY) !== Math.floor(this.#epoch / EPOCHS_A_DAY);
    if (newDay) this.#parts.clear();
    for (const part of this.#parts.values()) {
      part.before = epoch === this.#epoch + 1 ? part.recent : 0;
      part.recent = 0;
    }
    this.#sites.clear();
    this.#epoch = epoch;
  }

  #partsOf(row: TrialRow): PartState[] {
    return [this.#part('all', 0), ...PARTS.map((kind) => this.#part(kind, row[kind]))];
  }

  #part(kind: AlarmPart, value: number): PartState {
    const key = `${kind}:${value}`;
    let part = this.#parts.get(key);
    if (!part) {
      part = { kind, value, epochs: new Epochs(), recent: 0, before: 0, lnE: 0 };
      this.#parts.set(key, part);
    }
    return part;
  }

  #decide(minute: number): void {
    const isAlarming = [...this.#parts.values()].some(
      ({ lnE, recent, before }) => lnE >= LN_RECOMMEND && recent + before >= MIN_SILENT,
    );
    if (isAlarming) this.open ??= { since: minute };
  }
}
