/** Closed minutes in memory, read as the store reads those it has: of each step the last minute counts. */
import { sumByKey } from './series-sums.ts';
import type { ClosedMinute, EvidenceRange, EvidenceRow, SeriesRange, SeriesRow } from './store.ts';

type Minutes = ReadonlyMap<number, ClosedMinute>;

export const seriesOf = (minutes: Minutes, range: SeriesRange): SeriesRow[] =>
  lastOfSteps(minutes, range).flatMap(({ point, closed }) => sumByKey(closed, range).map((sum) => ({ point, ...sum })));

export const evidenceOf = (minutes: Minutes, range: EvidenceRange): EvidenceRow[] => {
  const known = new Map([...minutes].filter(([, closed]) => rowOf(closed, range.update) !== undefined));
  return lastOfSteps(known, range).flatMap(({ point, closed }) => {
    const row = rowOf(closed, range.update);
    return row ? [{ point, now: row.now, most: row.most }] : [];
  });
};

const rowOf = ({ evidence }: ClosedMinute, wanted: string) => evidence.find(({ update }) => update === wanted);

function lastOfSteps(minutes: Minutes, { from, to, stepMs }: Pick<SeriesRange, 'from' | 'to' | 'stepMs'>) {
  const last = new Map<number, ClosedMinute>();
  for (const closed of minutes.values()) {
    const { minute } = closed;
    if (minute < from || minute >= to) continue;
    const point = minute - (minute % stepMs);
    if (minute >= (last.get(point)?.minute ?? 0)) last.set(point, closed);
  }
  return [...last].map(([point, closed]) => ({ point, closed }));
}
