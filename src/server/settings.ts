/** What an owner can set. Every value has a default that works. */
import { GROUP_GAP_MS } from '#contract/limits.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';

export interface Settings {
  /** Rings in rollout order; rings met in labels and not named here come after them. */
  readonly rings: readonly string[];
  /** What this company calls a sector. */
  readonly sectorName: string;
  /** Records, minutes and snapshots older than this are dropped. */
  readonly retentionDays: number;
  /** Whether an update is paused without a person once the evidence is beyond doubt (1 in 100,000). */
  readonly autoPause: boolean;
  /** Shortest time between two writes of a group of reports, in milliseconds. */
  readonly groupGapMs: number;
}

export const DEFAULT_SETTINGS: Settings = {
  rings: DEFAULT_RINGS,
  sectorName: 'Sector',
  retentionDays: 30,
  autoPause: false,
  groupGapMs: GROUP_GAP_MS,
};
