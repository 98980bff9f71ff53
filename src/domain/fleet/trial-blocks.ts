/** Trials by due minute, counted as they come in; a block is handed out once its minute is closed. */
import { leafKey } from '../detection/leaf-keys.ts';
import type { ClosedBlock, Leaf, TrialRow } from '../detection/trial-row.ts';

/** Reports may come this much after a minute and still count in it. Seconds. */
export const CLOSING_LAG_SEC = 60;

/** When the block that holds `due` (epoch seconds) closes. */
export const closesAt = (due: number): number => (Math.floor(due / 60) + 1) * 60 + CLOSING_LAG_SEC;

interface OpenRow {
  readonly leaf: Leaf;
  readonly changeSet: readonly number[];
  n: number;
  loop: number;
  darkCleared: number;
  darkSites: number[];
}

/** What one trial adds to its row; a censored one takes its earlier counting back. */
export type Booking = 'begun' | 'pass' | 'failed loop' | 'failed dark' | 'failed, site dark' | 'taken back';

export interface SavedTrials {
  readonly closedThrough: number;
  readonly late: number;
  readonly blocks: readonly ClosedBlock[];
}

export class TrialBlocks {
  readonly #blocks = new Map<number, Map<string, OpenRow>>();
  /** Blocks up to this minute have been handed out: their verdicts stand. */
  #closedThrough = 0;
  /** Trials that came after their block had closed. */
  late = 0;

  static restore(saved: SavedTrials): TrialBlocks {
    const blocks = new TrialBlocks();
    blocks.#closedThrough = saved.closedThrough;
    blocks.late = saved.late;
    for (const { minute, rows } of saved.blocks) {
      for (const { changeSet, n, loop, darkCleared, darkSites, ...leaf } of rows) {
        Object.assign(blocks.#row(minute, leaf, changeSet), { n, loop, darkCleared, darkSites: [...darkSites] });
      }
    }
    return blocks;
  }

  book(minute: number, leaf: Leaf, changeSet: readonly number[], booking: Booking, site: number): void {
    if (minute <= this.#closedThrough) {
      if (booking === 'begun') this.late++;
      return;
    }
    const row = this.#row(minute, leaf, changeSet);
    switch (booking) {
      case 'begun':
      case 'pass':
        row.n++;
        return;
      case 'taken back':
        row.n--;
        return;
      case 'failed loop':
        row.loop++;
        return;
      case 'failed dark':
        row.darkCleared++;
        return;
      case 'failed, site dark':
        row.darkSites.push(site);
        return;
    }
  }

  /** Takes out the blocks that are closed at `now` (epoch seconds), in order of minute. */
  takeClosed(now: number): ClosedBlock[] {
    this.#closedThrough = Math.max(this.#closedThrough, Math.floor((now - CLOSING_LAG_SEC) / 60) - 1);
    const minutes = [...this.#blocks.keys()].filter((minute) => closesAt(minute * 60) <= now).sort((a, b) => a - b);
    return minutes.flatMap((minute) => {
      const rows = this.#rows(minute);
      this.#blocks.delete(minute);
      return rows.length > 0 ? [{ minute, rows }] : [];
    });
  }

  save(): SavedTrials {
    const blocks = [...this.#blocks.keys()].map((minute) => ({ minute, rows: this.#rows(minute) }));
    return { closedThrough: this.#closedThrough, late: this.late, blocks };
  }

  #rows(minute: number): TrialRow[] {
    return [...(this.#blocks.get(minute)?.values() ?? [])].flatMap(({ leaf, n, ...row }) => {
      // A device may change its labels between contact and verdict: its failure is then a trial of the new ones.
      const trials = Math.max(n, row.loop + row.darkCleared + row.darkSites.length);
      return trials === 0 ? [] : [{ ...leaf, ...row, n: trials, darkSites: [...row.darkSites] }];
    });
  }

  #row(minute: number, leaf: Leaf, changeSet: readonly number[]): OpenRow {
    let block = this.#blocks.get(minute);
    if (!block) {
      block = new Map();
      this.#blocks.set(minute, block);
    }
    const key = changeSet.length === 0 ? `${leafKey(leaf)}` : `${changeSet.join('+')}/${leafKey(leaf)}`;
    let row = block.get(key);
    if (!row) {
      const { kind, ring, sector, build, region, class: cls } = leaf;
      row = {
        leaf: { kind, ring, sector, build, region, class: cls },
        changeSet: [...changeSet],
        n: 0,
        loop: 0,
        darkCleared: 0,
        darkSites: [],
      };
      block.set(key, row);
    }
    return row;
  }
}
