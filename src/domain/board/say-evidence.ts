/** The evidence of a rollout as it goes to the board: counts, names and ranges, no codes. */
import type { Evidence, EvidenceWord } from '#contract/evidence.ts';
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import { blastRadius } from '../detection/blast-radius.ts';
import { LN_AUTO, LN_RECOMMEND, LN_WATCH } from '../detection/decide.ts';
import type { FleetPart } from '../detection/fleet-parts.ts';
import { splitSectorBuild } from '../detection/leaf-keys.ts';
import { MIN_COVERAGE } from '../detection/node-evidence.ts';
import type { RolloutEvidence } from '../detection/rollout-evidence.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { downOfChecked, type Judged } from './judge.ts';

/** A part is named when its evidence is this much stronger than that of the whole fleet. */
const LN_CONFINED = Math.log(10);
const ALPHA = 0.05;
/** Devices fail as often as others when it is at most this many times as often. */
const MAX_ALIKE = 2;
const WHOLE_FLEET = 0;
/** Sites named; the rest is a number. */
const MAX_SITES = 3;

export interface EvidenceContext {
  /** Devices that would still get it. */
  readonly without: number;
  /** Codes of regions whose telemetry is impaired. */
  readonly impaired: ReadonlySet<number>;
}

/** Null until a trial of it has a verdict. */
export function sayEvidence(
  fleet: FleetState,
  { rollout, counts }: Judged,
  { without, impaired }: EvidenceContext,
): Evidence | null {
  if (!rollout || rollout.trials.n === 0) return null;
  const { n, loop, dark } = rollout.trials;
  const whole = rollout.part(WHOLE_FLEET);
  const { grounds } = rollout;
  const onHold = rollout.maxLnE >= LN_WATCH && grounds?.gateOpen === false;
  const nameOfRegion = (region: number) => fleet.dictionaries.region.name(region);
  const down = counts.looping + counts.silent;
  const blast = blastRadius({
    failedNow: downOfChecked(counts),
    nEval: n,
    xEval: loop + dark,
    pending: counts.pending,
    scheduled: without,
    unreachable: counts.censored,
    pBase: whole.usualShare,
    alpha: ALPHA,
  });
  return {
    word: wordOf(rollout.maxLnE, n),
    lnMost: round(Math.max(0, rollout.maxLnE)),
    lnAdjusted: round(rollout.lnAdjusted),
    trials: n,
    looped: loop,
    dark,
    expected: rollout.assumed === n ? null : round(whole.usualShare * n),
    assumed: rollout.assumed,
    share: { low: Math.floor(blast.rateLo * 1e4) / 1e4, high: Math.ceil(blast.rateHi * 1e4) / 1e4 },
    timesUsual: timesUsual(rollout),
    mainlyIn: confinedTo(fleet, rollout),
    controls: whole.coverage >= MIN_COVERAGE ? 'enough' : whole.coverage > 0 ? 'few' : 'none',
    onHold,
    impairedIn: onHold
      ? [...rollout.regions]
          .filter((region) => impaired.has(region))
          .map(nameOfRegion)
          .sort()
      : [],
    alike: besideAlike(rollout),
    darkSites: largestDark(fleet, rollout),
    blast: {
      pendingLow: blast.pendingLo,
      pendingHigh: blast.pendingHi,
      continuedLow: blast.ifContinuedLo,
      continuedHigh: blast.ifContinuedHi,
      worst: Math.max(down, blast.worst),
    },
  };
}

/** Evidence that is missing is not evidence of being alike: that takes an interval with 1 in it and a small upper end. */
function besideAlike({ grounds, lnE, matchedRatio }: RolloutEvidence): Evidence['alike'] {
  if (!grounds || lnE < LN_WATCH || grounds.matchedCoverage < MIN_COVERAGE || grounds.lnMatched >= LN_WATCH)
    return null;
  if (!matchedRatio || matchedRatio.lo > 1 || matchedRatio.hi > MAX_ALIKE) return { state: 'too few' };
  const { lo, hi } = matchedRatio;
  return { state: 'fail as often', ratio: { low: Math.floor(lo * 10) / 10, high: Math.ceil(hi * 10) / 10 } };
}

/** A site with one failed trial is a device like any other. */
function largestDark({ dictionaries }: FleetState, { darkSites }: RolloutEvidence): Evidence['darkSites'] {
  const capped = [...darkSites].filter(([, trials]) => trials > 1).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return {
    largest: capped.slice(0, MAX_SITES).map(([site, trials]) => ({ site: dictionaries.site.name(site), trials })),
    more: Math.max(0, capped.length - MAX_SITES),
  };
}

function wordOf(lnMost: number, trials: number): EvidenceWord {
  if (lnMost >= LN_AUTO) return 'Overwhelming';
  if (lnMost >= LN_RECOMMEND) return 'Strong';
  if (lnMost >= LN_WATCH) return 'Weak';
  return trials < MIN_CHECKED_TO_JUDGE ? 'Too early' : 'None';
}

/** Of an update without evidence against it the comparison would read like an accusation. */
function timesUsual(rollout: RolloutEvidence): number | null {
  if (rollout.maxLnE < LN_WATCH) return null;
  const { lo } = rollout.part(WHOLE_FLEET).riskRatio();
  return lo > 1 ? Math.floor(lo * 10) / 10 : null;
}

/** The part of the fleet where the evidence gathers, where it is a part at all. */
function confinedTo(fleet: FleetState, rollout: RolloutEvidence): Record<string, string> | null {
  const part = rollout.parts.list[rollout.topPart];
  if (rollout.maxLnE < LN_WATCH || rollout.topPart === WHOLE_FLEET) return null;
  const gain = rollout.part(rollout.topPart).lnE - rollout.part(WHOLE_FLEET).lnE;
  return gain >= LN_CONFINED ? labelsOf(fleet, part) : null;
}

function labelsOf({ dictionaries }: FleetState, { kind, value }: FleetPart): Record<string, string> | null {
  switch (kind) {
    case 'all':
      return null;
    case 'sector-build': {
      const { sector, build } = splitSectorBuild(value);
      return { sector: dictionaries.sector.name(sector), build: dictionaries.build.name(build) };
    }
    default:
      return { [kind]: dictionaries[kind].name(value) };
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
