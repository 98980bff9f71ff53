/** Share down by sector and ring, of one update. */
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { count, percent, percentRange } from '../format/number.ts';

type Heat = 0 | 1 | 2 | 3 | 4;
export type Cell =
  | { kind: 'share'; text: string; n: string; heat: Heat; title: string }
  | { kind: 'unknown'; word: 'too few' | 'none in ring' | 'not started'; n: string | null; title: string };
export interface MatrixRow {
  sector: string;
  cells: Cell[];
  total: Cell;
}
export interface Matrix {
  rings: string[];
  rows: MatrixRow[];
  totals: MatrixRow;
}

interface Tally {
  targeted: number;
  exposed: number;
  checked: number;
  down: number;
  interval: { low: number; high: number } | null;
}

/** Lower ends of the steps above the threshold. */
export const HEAT_STEPS = [0.1, 0.25, 0.5] as const;

function heatOf(share: number, threshold: number): Heat {
  if (share >= HEAT_STEPS[2]) return 4;
  if (share >= HEAT_STEPS[1]) return 3;
  if (share >= HEAT_STEPS[0]) return 2;
  return share >= threshold ? 1 : 0;
}

function toCell(tally: Tally, where: string, threshold: number): Cell {
  const { targeted, exposed, checked, down, interval } = tally;
  if (targeted === 0)
    return { kind: 'unknown', word: 'none in ring', n: null, title: `${where}: no devices it is meant for` };
  if (exposed === 0) return { kind: 'unknown', word: 'not started', n: null, title: `${where}: no device has it yet` };
  const n = `n\u00a0${count(checked)}`;
  if (checked < MIN_CHECKED_TO_JUDGE) {
    return {
      kind: 'unknown',
      word: 'too few',
      n,
      title: `${where}: ${down} of ${checked} checked are down; too few to judge`,
    };
  }
  const range = interval ? ` 95 % interval ${percentRange(interval.low, interval.high)}.` : '';
  return {
    kind: 'share',
    text: percent(down / checked),
    n,
    heat: heatOf(down / checked, threshold),
    title: `${where}: ${count(down)} of ${count(checked)} checked did not come back.${range}`,
  };
}

const EMPTY: Tally = { targeted: 0, exposed: 0, checked: 0, down: 0, interval: null };

function add(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      targeted: sum.targeted + tally.targeted,
      exposed: sum.exposed + tally.exposed,
      checked: sum.checked + tally.checked,
      down: sum.down + tally.down,
      interval: null,
    }),
    EMPTY,
  );
}

/** What a matrix is drawn from; rings in rollout order. */
export type MatrixPicture = Pick<Snapshot, 'matrix' | 'threshold' | 'sectorName'> & {
  rings: readonly { ring: string }[];
};

export function prepareMatrix({ matrix, rings, threshold, sectorName }: MatrixPicture): Matrix {
  const names = rings
    .map(({ ring }) => ring)
    .filter((ring) => matrix.some(({ cells }) => cells.some((c) => c.ring === ring)));
  const find = (cells: Snapshot['matrix'][number]['cells'], ring: string) =>
    cells.find((cell) => cell.ring === ring) ?? EMPTY;
  const all = `All ${sectorName.toLowerCase()}s`;
  return {
    rings: names,
    rows: matrix.map(({ sector, cells }) => ({
      sector,
      cells: names.map((ring) => toCell(find(cells, ring), `${sector}, ${ring}`, threshold)),
      total: toCell(add(cells), `${sector}, all rings`, threshold),
    })),
    totals: {
      sector: all,
      cells: names.map((ring) =>
        toCell(add(matrix.map(({ cells }) => find(cells, ring))), `${all}, ${ring}`, threshold),
      ),
      total: toCell(add(matrix.flatMap(({ cells }) => cells)), `${all}, all rings`, threshold),
    },
  };
}
