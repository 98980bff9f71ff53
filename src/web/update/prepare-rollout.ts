/** The rollout across rings: what was planned, what happened, where each device stands. */
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { UpdateCounts, UpdateInRing } from '#contract/update.ts';
import type { UpdateDetail } from '#contract/update-detail.ts';
import { count, oneDecimal, percentRange } from '../format/number.ts';
import { duration, when, type Zone } from '../format/time.ts';
import { intervalScale } from '../rings/interval-scale.ts';
import type { Fact } from '../rings/prepare-ring-card.ts';
import { type Chip, chipOf } from '../rings/ring-chip.ts';

/** A figure and the line under it that says of what. */
export interface Cell {
  value: string;
  of: string;
}
export interface RolloutRow {
  ring: string;
  /** Place in the rollout order. */
  index: number;
  planned: Cell;
  began: Cell;
  exposed: Cell;
  pending: Cell;
  checked: Cell;
  looping: Cell;
  silent: Cell;
  recovered: Cell;
  share: Cell;
  bar: Fact['bar'];
  chip: Chip | null;
  after: Cell;
}
export interface Rollout {
  rows: RolloutRow[];
  total: RolloutRow;
  /** Upper end of the interval bars. */
  scale: number;
}

interface Setting {
  asOf: number;
  zone: Zone;
}

export function prepareRollout(update: UpdateDetail, { asOf, zone }: Setting): Rollout {
  const scale = intervalScale([...update.rings, update].map(({ interval }) => interval?.high ?? 0));
  const expected = update.expectedShare === null ? null : Math.min(1, update.expectedShare / scale);
  const bar = barOf(scale, expected);
  const rows = update.rings.map(
    (ring): RolloutRow => ({
      ring: ring.ring,
      index: update.ringOrder.indexOf(ring.ring),
      ...sayTimes(ring, asOf, zone),
      ...countCells(ring.counts, ring.targeted),
      ...shareCells(ring, bar),
      chip: chipOf(ring, { update, threshold: update.threshold, asOf, conditions: null }),
      after: installsAfter(ring, asOf, zone),
    }),
  );
  return { rows, scale, total: totalOf(update, bar) };
}

function totalOf(update: UpdateDetail, bar: BarOf): RolloutRow {
  const held = update.rings.filter(({ installsAfterHold }) => installsAfterHold !== null);
  const after = held.reduce((sum, { installsAfterHold }) => sum + (installsAfterHold ?? 0), 0);
  return {
    ring: 'All rings',
    index: -1,
    planned: NONE,
    began: NONE,
    ...countCells(update.counts, update.targeted),
    ...shareCells(update, bar),
    chip: null,
    after: held.length === 0 ? NONE : { value: count(after), of: '' },
  };
}

const NONE: Cell = { value: '', of: '' };

const MINUTE_MS = 60_000;

/** Planned and first install, with how far they are apart. */
export function sayTimes(
  { plannedAt, firstInstallAt, state }: Pick<UpdateInRing, 'plannedAt' | 'firstInstallAt' | 'state'>,
  asOf: number,
  zone: Zone,
): { planned: Cell; began: Cell } {
  const planned = plannedAt === null ? { value: 'no plan', of: '' } : { value: when(plannedAt, asOf, zone), of: '' };
  if (firstInstallAt !== null) {
    const began = {
      value: when(firstInstallAt, asOf, zone),
      of: plannedAt === null ? '' : sayLate(firstInstallAt - plannedAt),
    };
    return { planned, began };
  }
  if (plannedAt === null) return { planned, began: { value: 'not yet', of: '' } };
  if (state === 'paused') return { planned, began: { value: 'not yet', of: 'held' } };
  const ahead = plannedAt - asOf;
  const of =
    Math.abs(ahead) < MINUTE_MS ? 'due now' : ahead > 0 ? `in ${duration(ahead)}` : `due for ${duration(-ahead)}`;
  return { planned, began: { value: 'not yet', of } };
}

function sayLate(lateMs: number): string {
  if (Math.abs(lateMs) < MINUTE_MS) return 'on time';
  return `${duration(Math.abs(lateMs))} ${lateMs > 0 ? 'late' : 'early'}`;
}

function countCells(counts: UpdateCounts, targeted: number) {
  const { pending, checked, censored, looping, silent, recovered } = counts;
  const exposed = pending + checked + censored;
  // A device that falls down again or leaves the fleet is no longer recovered, so nobody knows how many ever were down.
  const struck = looping + silent + recovered;
  const cell = (value: number, of: number, word = ''): Cell => ({
    value: count(value),
    of: of === 0 ? '' : `of ${count(of)}${word}`,
  });
  return {
    exposed: cell(exposed, targeted),
    pending: cell(pending, exposed),
    checked: cell(checked, exposed),
    looping: cell(looping, exposed),
    silent: cell(silent, exposed),
    recovered: cell(recovered, struck, ' down or recovered'),
  };
}

type BarOf = (low: number, high: number, at: number) => Fact['bar'];

const barOf =
  (scale: number, expected: number | null): BarOf =>
  (low, high, at) => ({
    kind: 'interval',
    expected,
    bar: { low: low / scale, high: high / scale, at: Math.min(1, at / scale) },
  });

function shareCells({ counts, interval }: Pick<UpdateInRing, 'counts' | 'interval'>, bar: BarOf) {
  const { checked, loopingChecked, silentChecked } = counts;
  if (checked < MIN_CHECKED_TO_JUDGE || interval === null) {
    const value = checked === 0 ? '–' : 'Not enough data';
    return { share: { value, of: '' }, bar: { kind: 'none' } as const };
  }
  const down = loopingChecked + silentChecked;
  return {
    share: { value: oneDecimal(down / checked), of: percentRange(interval.low, interval.high) },
    bar: bar(interval.low, interval.high, down / checked),
  };
}

function installsAfter({ installsAfterHold, lastInstallAt }: UpdateInRing, asOf: number, zone: Zone): Cell {
  if (installsAfterHold === null) return NONE;
  const of = installsAfterHold === 0 || lastInstallAt === null ? '' : `last ${when(lastInstallAt, asOf, zone)}`;
  return { value: count(installsAfterHold), of };
}
