/** The one word that says how an update stands in a ring. */
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { ConditionCounts, Snapshot } from '#contract/snapshot.ts';
import type { UpdateInRing, UpdateSummary } from '#contract/update.ts';
import type { IconName } from '../icons/icon.tsx';
import { hasSettled, heldSince } from '../pause/has-settled.ts';
import { isLooping } from '../verdict/is-looping.ts';

export interface Chip {
  state: 'bad' | 'silent' | 'watch' | 'ok' | 'hold' | 'unknown';
  icon: IconName;
  word: string;
}

/** What a ring is judged by beside its own counts. */
export interface RingSetting {
  update: Pick<UpdateSummary, 'judgement' | 'evidence' | 'outage' | 'holds'>;
  /** A down share that deserves a look. */
  threshold: number;
  /** Fleet clock. */
  asOf: number;
  /** What all devices of the ring are doing; null where only the update's own counts are known. */
  conditions: ConditionCounts | null;
}

/** Below this many down a share alone, or its interval, is no reason to call a ring failing. */
const FEWEST_DOWN = 3;

export const PAUSED: Chip = { state: 'hold', icon: 'hold', word: 'Paused' };
export const PAUSING: Chip = { state: 'hold', icon: 'pause', word: 'Pausing' };
const LOOPING: Chip = { state: 'bad', icon: 'loop', word: 'Boot-looping' };
/** They are down, and another update is why: the headline says which. */
const OTHERS_DOING: Chip = { state: 'unknown', icon: 'linked', word: 'Explained' };
const SILENT: Chip = { state: 'silent', icon: 'silent', word: 'Going silent' };
export const SOURCE_SILENT: Chip = { state: 'unknown', icon: 'silent', word: 'Source silent' };
const EMPTY: Chip = { state: 'unknown', icon: 'unknown', word: 'No devices' };
/** Too little was heard of most of them to say how they are, whatever else is known. */
export const NOT_KNOWN: Chip = { state: 'unknown', icon: 'unknown', word: 'Not known yet' };
const NOT_MEANT: Chip = { state: 'unknown', icon: 'clock', word: 'Not meant for it' };
const NO_UPDATE: Chip = { state: 'unknown', icon: 'unknown', word: 'No update' };
const NOT_STARTED: Chip = { state: 'unknown', icon: 'clock', word: 'Not started' };
const NOT_ENOUGH: Chip = { state: 'unknown', icon: 'unknown', word: 'Not enough data' };
const WATCH: Chip = { state: 'watch', icon: 'watch', word: 'Watch' };
const RUNNING: Chip = { state: 'ok', icon: 'ok', word: 'Running' };

/**
 * A hold comes first, because it is a decision; then whose doing it is; then proof of boot loops, which no silence can
 * take back; then a source that does not speak, because what follows would be read from it.
 */
export function chipOf(ring: UpdateInRing, setting: RingSetting): Chip {
  const { counts, state, lastInstallAt } = ring;
  if (state === 'paused') {
    const since = heldSince(setting.update.holds, ring.ring);
    return hasSettled({ lastInstallAt, heldSince: since }, setting.asOf) ? PAUSED : PAUSING;
  }
  const failing = isFailing(ring, setting.threshold);
  if (failing && setting.update.judgement === 'explained') return OTHERS_DOING;
  if (failing && isLooping(counts.loopingChecked, counts.silentChecked)) return LOOPING;
  if (setting.conditions && isUnknown(setting.conditions)) return NOT_KNOWN;
  if (isSourceSilent(ring, setting)) return SOURCE_SILENT;
  if (state === 'not started') return NOT_STARTED;
  if (counts.checked < MIN_CHECKED_TO_JUDGE) return NOT_ENOUGH;
  if (failing) return SILENT;
  return deservesALook(ring, setting) ? WATCH : RUNNING;
}

/** Of a ring that is not seen through an update; `isMeantElsewhere`: because the one looked at is not meant for it. */
export function chipOfFleet(
  { devices, conditions }: Snapshot['rings'][number],
  isMeantElsewhere: boolean,
  { verdict, threshold }: Pick<Snapshot, 'verdict' | 'threshold'>,
): Chip {
  if (devices === 0) return EMPTY;
  if (isUnknown(conditions)) return NOT_KNOWN;
  if (isMeantElsewhere) return NOT_MEANT;
  const { healthy, looping, silent } = conditions;
  const [on, down] = [healthy + looping + silent, looping + silent];
  if (on < MIN_CHECKED_TO_JUDGE) return NOT_ENOUGH;
  // No update explains it, but that devices are down is seen all the same.
  if (verdict.state === 'unexplained' && down >= FEWEST_DOWN && down > on * threshold) {
    return isLooping(looping, silent) ? LOOPING : SILENT;
  }
  return NO_UPDATE;
}

const downIn = ({ counts }: UpdateInRing): number => counts.loopingChecked + counts.silentChecked;

function isFailing(ring: UpdateInRing, threshold: number): boolean {
  const { interval, counts } = ring;
  return (
    counts.checked >= MIN_CHECKED_TO_JUDGE &&
    interval !== null &&
    interval.low > threshold &&
    downIn(ring) >= FEWEST_DOWN
  );
}

/**
 * Above the threshold by its whole interval but with too few down to say more; or above it by its share, of an
 * update that is under suspicion as a whole.
 */
function deservesALook(ring: UpdateInRing, { update, threshold }: RingSetting): boolean {
  if (ring.interval !== null && ring.interval.low > threshold) return downIn(ring) > 0;
  const suspected = update.judgement === 'watch' || update.judgement === 'failing';
  return suspected && downIn(ring) / ring.counts.checked > threshold;
}

/** Devices without the update are silent too, or the telemetry of a region is known to be impaired. */
const isTelemetryImpaired = ({ evidence, outage }: RingSetting['update']): boolean =>
  (outage !== null && outage.until === null) || evidence?.onHold === true;

/**
 * Most of the ring says nothing, and that is not put down to the update: its devices were never heard, or they are
 * silent while telemetry is impaired. Without the ring's conditions the devices checked stand for the ring.
 */
function isSourceSilent({ counts }: UpdateInRing, { update, conditions }: RingSetting): boolean {
  if (!isTelemetryImpaired(update)) return false;
  if (!conditions) return counts.silentChecked * 2 > counts.checked;
  const { quiet, on } = quietIn(conditions);
  return quiet * 2 > on;
}

/** Whether of most devices of a ring too little was heard. */
function isUnknown({ healthy, looping, silent, off, unknown }: ConditionCounts): boolean {
  return unknown * 2 > healthy + looping + silent + off + unknown;
}

/** Devices of a ring that say nothing, of those that are not off by their own word. */
export function quietIn({ healthy, looping, silent, unknown }: ConditionCounts): { quiet: number; on: number } {
  return { quiet: silent + unknown, on: healthy + looping + silent + unknown };
}
