/** History lines under the fleet's codes. */
import type { HistoryLine } from '#contract/history.ts';
import type { HistoryBook } from '../detection/history-book.ts';
import { TRIAL_KINDS } from '../detection/trial-row.ts';
import type { Dictionaries } from './dictionaries.ts';

const MINUTE_MS = 60_000;

/** Enters one tally of the past. */
export function enterHistory(book: HistoryBook, line: HistoryLine, dictionaries: Dictionaries): void {
  const { ring, sector, build, region, class: cls } = dictionaries;
  const leaf = {
    kind: TRIAL_KINDS.indexOf(line.kind),
    ring: ring.code(line.ring),
    sector: sector.code(line.sector),
    build: build.code(line.build),
    region: region.code(line.region),
    class: cls.code(line.class),
  };
  book.add(leaf, Math.floor(line.hour / MINUTE_MS), line.n, line.x);
}
