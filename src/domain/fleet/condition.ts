/**
 * What a device is doing, as a pure function of what was heard of it and of the time. Because nothing else
 * goes in, late, repeated and reordered reports, a restart and a replay all come to the same answer.
 */
import { isVerified, RESTART } from './boots.ts';
import { afterDeaf, type DeafTimes } from './deaf-times.ts';
import { bootHorizonSec, isLaptop, LAPTOP_HABIT_SEC, silenceSec } from './horizons.ts';
import { ABSENT, BOOTS_KEPT, type DeviceSegment } from './segments.ts';

/** Codes of CONDITIONS, in its order. */
export const HEALTHY = 0;
export const LOOPING = 1;
export const SILENT = 2;
export const OFF = 3;
export const UNKNOWN = 4;

export const isDown = (condition: number): boolean => condition === LOOPING || condition === SILENT;

const NEVER = 0;

/** Filled by `assess`; one object for all calls, so that assessing makes no garbage. */
export interface Assessment {
  condition: number;
  /** When the verified boot that ended a time of being down had completed; 0 = not marked recovered. */
  recoveredAt: number;
  /** Earliest evidence that it is down, epoch seconds; 0 when it is not. */
  since: number;
  /** When the answer may change by itself, epoch seconds; 0 = only by a report. */
  nextAt: number;
}

interface Evidence {
  looping: number;
  silent: number;
}
const evidence: Evidence = { looping: NEVER, silent: NEVER };
const earlier = (a: number, b: number) => (a === NEVER || b < a ? b : a);

function lastSign(segment: DeviceSegment, s: number): number {
  return Math.max(segment.bootHeard[s], segment.bootStart[s]);
}

/** When boot `s` should have been heard of again: 0 = it ended by its own word and owes nothing. */
function owedAt(segment: DeviceSegment, i: number, s: number, deaf: DeafTimes): number {
  const last = lastSign(segment, s);
  const ended = segment.bootEnded[s];
  const silence = silenceSec(segment.everySec[i], segment.class[i]);
  if (ended !== 0 && ended >= last) {
    if (segment.bootIntent[s] !== RESTART) return NEVER;
    return afterDeaf(deaf, ended + bootHorizonSec(segment.class[i]), silence);
  }
  if (segment.bootDone[s] !== 0) return afterDeaf(deaf, last + silence, silence);
  return afterDeaf(deaf, segment.bootStart[s] + bootHorizonSec(segment.class[i]), silence);
}

/** What the step from the older boot `s + 1` to the newer boot `s` proves. Adds to `evidence`. */
function judgeStep(segment: DeviceSegment, i: number, s: number, deaf: DeafTimes): void {
  const older = s + 1;
  const start = segment.bootStart[s];
  if (start === 0 || lastSign(segment, older) === 0) return;
  const endedCleanly = segment.bootEnded[older] !== 0 && segment.bootEnded[older] >= lastSign(segment, older);
  if (!endedCleanly && segment.bootDone[older] === 0 && segment.bootStart[older] !== 0) {
    evidence.looping = earlier(evidence.looping, start);
    return;
  }
  const owed = owedAt(segment, i, older, deaf);
  if (owed === NEVER || start <= owed) return;
  if (isLaptop(segment.class[i]) && start > owed + LAPTOP_HABIT_SEC) return;
  evidence.silent = earlier(evidence.silent, owed);
}

/** Assesses device `i` of `segment` at `now` (epoch seconds) into `out`. */
export function assess(
  segment: DeviceSegment,
  i: number,
  now: number,
  answerable: boolean,
  deaf: DeafTimes,
  out: Assessment,
): void {
  out.recoveredAt = NEVER;
  out.since = NEVER;
  out.nextAt = NEVER;
  if (segment.goneAt[i] !== 0 && segment.goneAt[i] >= segment.heardAt[i]) {
    out.condition = ABSENT;
    return;
  }
  const first = i * BOOTS_KEPT;
  let settledAt = NEVER;
  let verified = -1;
  for (let s = first; s < first + BOOTS_KEPT; s++) {
    if (segment.bootEnded[s] > settledAt) settledAt = segment.bootEnded[s];
    if (verified === -1 && isVerified(segment, s)) {
      verified = s;
      if (segment.bootDone[s] > settledAt) settledAt = segment.bootDone[s];
    }
  }
  evidence.looping = segment.crashAt[i] > settledAt ? segment.crashAt[i] : NEVER;
  evidence.silent = NEVER;
  for (let s = first; s < first + BOOTS_KEPT - 1; s++) {
    if (segment.bootStart[s] > settledAt) judgeStep(segment, i, s, deaf);
  }
  const hasBoot = lastSign(segment, first) !== 0 || segment.bootEnded[first] !== 0;
  const owed = hasBoot ? owedNow(segment, i, first, deaf) : NEVER;
  if (owed !== NEVER && now < owed) out.nextAt = owed;
  if (owed !== NEVER && now >= owed) evidence.silent = earlier(evidence.silent, owed);
  conclude(segment, i, now, answerable, { first, verified, hasBoot, owed, deaf }, out);
}

/** When the newest boot is due; other signs of life (an install, say) postpone it like a heartbeat. */
function owedNow(segment: DeviceSegment, i: number, first: number, deaf: DeafTimes): number {
  const owed = owedAt(segment, i, first, deaf);
  const heard = segment.heardAt[i];
  if (heard <= Math.max(lastSign(segment, first), segment.bootEnded[first])) return owed;
  const silence = silenceSec(segment.everySec[i], segment.class[i]);
  return Math.max(owed, afterDeaf(deaf, heard + silence, silence));
}

interface Facts {
  readonly first: number;
  readonly verified: number;
  readonly hasBoot: boolean;
  readonly owed: number;
  readonly deaf: DeafTimes;
}

function conclude(
  segment: DeviceSegment,
  i: number,
  now: number,
  answerable: boolean,
  facts: Facts,
  out: Assessment,
): void {
  const { first, verified, hasBoot, owed } = facts;
  if (evidence.looping !== NEVER) {
    out.condition = LOOPING;
    out.since = earlier(evidence.silent, evidence.looping);
  } else if (evidence.silent !== NEVER) {
    out.condition = SILENT;
    out.since = evidence.silent;
    // An unheard laptop that no update answers for follows its habit; one that does stays a suspect.
    if (isLaptop(segment.class[i]) && !answerable && owed !== NEVER && now >= owed) {
      if (now >= owed + LAPTOP_HABIT_SEC) {
        out.condition = OFF;
        out.since = NEVER;
      } else out.nextAt = owed + LAPTOP_HABIT_SEC;
    }
  } else if (hasBoot && owed === NEVER) out.condition = OFF;
  else if (segment.bootDone[first] !== 0 || verified !== -1) {
    out.condition = HEALTHY;
    out.recoveredAt = lastRecovery(segment, i, verified, facts.deaf);
  } else out.condition = UNKNOWN;
}

/** When the newest boot completed that ended a time of being down, as far as boots are remembered; restarts since do not matter. */
function lastRecovery(segment: DeviceSegment, i: number, newestVerified: number, deaf: DeafTimes): number {
  if (newestVerified === -1) return NEVER;
  for (let s = newestVerified; s < (i + 1) * BOOTS_KEPT; s++) {
    if (isVerified(segment, s) && wasDownBefore(segment, i, s, deaf)) return segment.bootDone[s];
  }
  return NEVER;
}

/** Whether the verified boot `s` ended a time of being down. */
function wasDownBefore(segment: DeviceSegment, i: number, s: number, deaf: DeafTimes): boolean {
  const end = (i + 1) * BOOTS_KEPT;
  evidence.looping = NEVER;
  evidence.silent = NEVER;
  let settledBefore = NEVER;
  let open = true;
  for (let older = s + 1; older < end; older++) {
    if (open) judgeStep(segment, i, older - 1, deaf);
    const ended = segment.bootEnded[older];
    settledBefore = Math.max(settledBefore, ended, isVerified(segment, older) ? segment.bootDone[older] : NEVER);
    if (settledBefore !== NEVER) open = false;
  }
  const crash = segment.crashAt[i];
  const crashed = crash > settledBefore && crash <= segment.bootDone[s] && crash !== NEVER;
  return crashed || evidence.looping !== NEVER || evidence.silent !== NEVER;
}
