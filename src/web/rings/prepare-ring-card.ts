/** Everything a ring card shows, decided; the component only draws it. */
import type { DeviceFilter } from '#contract/device.ts';
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateInRing, UpdateSummary } from '#contract/update.ts';
import { count, oneDecimal, percentFigure, percentRange } from '../format/number.ts';
import { when, type Zone } from '../format/time.ts';
import { type Chip, chipOf, chipOfFleet, NOT_KNOWN, quietIn, SOURCE_SILENT } from './ring-chip.ts';

export interface Bar {
  /** Ends and middle as shares of the scale's width. */
  low: number;
  high: number;
  at: number;
}
/** A row of the card: a word, a drawing, a value. */
export interface Fact {
  label: string;
  value: string;
  bar:
    | { kind: 'interval'; bar: Bar; expected: number | null }
    | { kind: 'share'; share: number; tone: 'silent' | 'bad' | 'plain'; soft: number }
    | { kind: 'none' };
}
export interface RingCard {
  ring: string;
  devices: number;
  chip: Chip;
  /** In percent, without the sign; null where there is nothing to judge. */
  figure: string | null;
  caption: string;
  /** What follows it where there is room for a second line; empty where nothing does. */
  captionMore: string;
  /** The devices that are down of those it speaks of; null where none is. */
  downThere: DeviceFilter | null;
  /** What the chip rests on, where the caption does not say it; null where there is nothing to add. */
  note: string | null;
  facts: Fact[];
  /** How far the update has come in the ring; null without an update. */
  progress: Fact['bar'] | null;
}

type Ring = Snapshot['rings'][number];
interface Setting {
  snapshot: Pick<Snapshot, 'threshold' | 'expectedShare' | 'asOf' | 'verdict'>;
  scale: number;
  zone: Zone;
}

/** The card of a ring, seen through one update; without an update, through what its devices are doing. */
export function prepareRingCard(ring: Ring, update: UpdateSummary | undefined, setting: Setting): RingCard {
  const inRing = update?.rings.find((candidate) => candidate.ring === ring.ring);
  return update && inRing
    ? cardOfUpdate(ring, { update, inRing }, setting)
    : cardOfFleet(ring, update !== undefined, setting);
}

interface Place {
  update: UpdateSummary;
  inRing: UpdateInRing;
}

function cardOfUpdate(ring: Ring, { update, inRing }: Place, { snapshot, scale, zone }: Setting): RingCard {
  const { counts, interval, targeted } = inRing;
  const { checked } = counts;
  const down = counts.loopingChecked + counts.silentChecked;
  const exposed = counts.pending + checked + counts.censored;
  const installed = exposed + counts.waiting;
  const judged = checked >= MIN_CHECKED_TO_JUDGE;
  const expected = snapshot.expectedShare === null ? null : Math.min(1, snapshot.expectedShare / scale);
  const { threshold, asOf } = snapshot;
  const chip = chipOf(inRing, { update, threshold, asOf, conditions: ring.conditions });
  const progress: Fact['bar'] = {
    kind: 'share',
    share: targeted === 0 ? 0 : exposed / targeted,
    tone: 'plain',
    soft: targeted === 0 ? 0 : counts.waiting / targeted,
  };
  return {
    ring: ring.ring,
    devices: ring.devices,
    chip,
    figure: judged ? percentFigure(down / checked) : null,
    ...captionOf(inRing, down, asOf, zone),
    downThere: down === 0 ? null : { update: update.id, stage: 'checked', outcome: 'down', ring: ring.ring },
    note: sayQuiet(chip, ring) ?? sayAfterPause(inRing, asOf, zone),
    facts: [
      {
        label: '95 % interval',
        value: judged && interval ? percentRange(interval.low, interval.high) : '–',
        bar:
          judged && interval
            ? {
                kind: 'interval',
                expected,
                bar: {
                  low: interval.low / scale,
                  high: interval.high / scale,
                  at: Math.min(1, down / checked / scale),
                },
              }
            : { kind: 'none' },
      },
      judged
        ? {
            label: 'Silent',
            value: `${oneDecimal(counts.silentChecked / checked)} · ${count(counts.silentChecked)}`,
            bar: { kind: 'share', share: counts.silentChecked / checked, tone: 'silent', soft: 0 },
          }
        : {
            label: 'Silent',
            value: checked === 0 ? '–' : `${count(counts.silentChecked)} of ${count(checked)}`,
            bar: { kind: 'none' },
          },
      {
        label: 'Updated',
        value: targeted === 0 ? 'not meant for it' : `${count(installed)} of ${count(targeted)}`,
        bar: progress,
      },
    ],
    progress,
  };
}

/** "31 installed after the pause, last at 04:33". */
function sayAfterPause({ installsAfterHold, lastInstallAt }: UpdateInRing, asOf: number, zone: Zone): string | null {
  if (installsAfterHold === null) return null;
  const last = lastInstallAt === null ? '' : when(lastInstallAt, asOf, zone);
  if (installsAfterHold > 0) return `${count(installsAfterHold)} installed after the pause, last at ${last}`;
  return last === '' ? 'none installed after the pause' : `none after the pause; last before it ${last}`;
}

/** How many say nothing, where that is what the chip says; null elsewhere. */
function sayQuiet(chip: Chip, { devices, conditions }: Ring): string | null {
  if (chip === NOT_KNOWN) return `too little heard of ${count(conditions.unknown)} of ${count(devices)} to say`;
  if (chip !== SOURCE_SILENT) return null;
  const { quiet, on } = quietIn(conditions);
  return `${count(quiet)} of ${count(on)} not switched off say nothing`;
}

function captionOf(
  { state, counts, plannedAt }: UpdateInRing,
  down: number,
  asOf: number,
  zone: Zone,
): Pick<RingCard, 'caption' | 'captionMore'> {
  const { checked, pending } = counts;
  const say = (caption: string, captionMore = '') => ({ caption, captionMore });
  if (checked >= MIN_CHECKED_TO_JUDGE) return say(`down · ${count(down)} of ${count(checked)} checked`);
  if (checked > 0)
    return say(`${count(down)} of ${count(checked)} checked down`, `; ${MIN_CHECKED_TO_JUDGE} needed to judge`);
  if (pending > 0) return say(`${count(pending)} being checked`, ', none due yet');
  if (state === 'not started' && plannedAt !== null) {
    return say(`${plannedAt > asOf ? 'planned for' : 'was planned for'} ${when(plannedAt, asOf, zone)}`);
  }
  return say('no device has it yet');
}

function cardOfFleet(ring: Ring, isMeantElsewhere: boolean, { snapshot }: Setting): RingCard {
  const { healthy, looping, silent, off, unknown } = ring.conditions;
  const on = healthy + looping + silent;
  const down = looping + silent;
  const share = (part: number) => (on === 0 ? 0 : part / on);
  const chip = chipOfFleet(ring, isMeantElsewhere, snapshot);
  return {
    ring: ring.ring,
    devices: ring.devices,
    chip,
    figure: on < MIN_CHECKED_TO_JUDGE ? null : percentFigure(share(down)),
    caption: captionOfFleet(ring.devices, on, down),
    captionMore: '',
    downThere: down === 0 ? null : { condition: 'down', ring: ring.ring },
    note: sayQuiet(chip, ring),
    facts: [
      {
        label: 'Looping',
        value: count(looping),
        bar: { kind: 'share', share: share(looping), tone: 'bad', soft: 0 },
      },
      {
        label: 'Silent',
        value: count(silent),
        bar: { kind: 'share', share: share(silent), tone: 'silent', soft: 0 },
      },
      {
        label: 'Off, unknown',
        value: `${count(off)} · ${count(unknown)}`,
        bar: {
          kind: 'share',
          share: ring.devices === 0 ? 0 : off / ring.devices,
          tone: 'plain',
          soft: ring.devices === 0 ? 0 : unknown / ring.devices,
        },
      },
    ],
    progress: null,
  };
}

function captionOfFleet(devices: number, on: number, down: number): string {
  if (devices === 0) return 'no device is in it';
  if (on === 0) return 'no device is switched on';
  return on < MIN_CHECKED_TO_JUDGE
    ? `${count(down)} of ${count(on)} switched on down`
    : `down · ${count(down)} of ${count(on)} switched on`;
}
