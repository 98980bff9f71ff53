/** The verdict on the fleet in plain words: a sentence, its numbers with their denominators, its evidence. */
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { count, percent, plural } from '../format/number.ts';
import { clock, type Zone } from '../format/time.ts';
import { sayCommon, saySpared } from './say-alarm.ts';
import { blameIn, sayCulprit } from './say-culprit.ts';
import { sayCaveats, sayChance, sayMainly } from './say-evidence.ts';
import { sayOutage } from './say-outage.ts';
import { type Saying, type Standing, sayFailing, sayPaused, sayTooEarly, sayWatched } from './say-standing.ts';
import { downOf, ruledOutAbove } from './update-names.ts';

/** Says the verdict of a picture. `asOf` is the fleet clock now. */
export function sayVerdict(snapshot: Snapshot, asOf: number, zone: Zone): Saying {
  const { verdict } = snapshot;
  const update = focusOf(snapshot);
  switch (verdict.state) {
    case 'failing':
      return update ? sayFailing(update, standing(snapshot, update)) : sayHealthy(snapshot, asOf, zone);
    case 'paused':
      return update ? sayPaused(update, asOf, zone) : sayHealthy(snapshot, asOf, zone);
    case 'healthy':
      return sayHealthy(snapshot, asOf, zone);
    case 'unexplained':
      return sayUnexplained(snapshot, verdict, zone);
    case 'too few':
      return update ? sayTooEarly(update) : sayHealthy(snapshot, asOf, zone);
    case 'no devices':
      return { tone: 'unknown', headline: 'No devices yet.', strong: '', lead: '', evidence: '' };
  }
}

/** The update the verdict speaks of. */
function focusOf({ verdict, focus, updates }: Snapshot): UpdateSummary | undefined {
  const listed = updates.find(({ id }) => id === ('update' in verdict ? verdict.update : focus));
  return verdict.state === 'too few' ? (listed ?? updates[0]) : listed;
}

function standing(snapshot: Snapshot, update: UpdateSummary): Standing {
  const { evidence, judgement } = update;
  const culprit = sayCulprit(blameIn(snapshot), update);
  // The rate stands on the cards and on the update's page: here it would make the sentence too long to be read.
  const grounds = evidence
    ? [sayChance(evidence), sayMainly(evidence), culprit, sayCaveats(evidence, judgement)]
    : [culprit];
  const { looping, silent } = snapshot.fleet.conditions;
  return {
    expectedShare: snapshot.expectedShare,
    grounds: grounds.filter(Boolean).join(' '),
    fleetDown: looping + silent,
  };
}

function sayUnexplained(
  { fleet, fleetAlarm }: Snapshot,
  { down, due }: { down: number; due: number },
  zone: Zone,
): Saying {
  const { looping, silent } = fleet.conditions;
  const struck = fleetAlarm
    ? `${count(fleetAlarm.silent.devices)} of ${plural(due, 'device')} due have not answered since ${clock(fleetAlarm.silent.from, zone)}`
    : `${count(down)} of ${plural(due, 'device')} due are down`;
  const whole = `Down in the whole fleet: ${plural(looping + silent, 'device')}, ${count(looping)} looping and ${count(silent)} silent.`;
  return {
    tone: 'bad',
    headline: `${struck}. No known update explains it.`,
    strong: fleetAlarm ? sayCommon(fleetAlarm) : whole,
    lead: fleetAlarm ? ` ${whole}` : '',
    evidence: [
      fleetAlarm ? saySpared(fleetAlarm) : '',
      'An outage can look like this, and so can a change that nobody announced here.',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** What the headline of one update must not claim for the others. */
function sayOtherUpdates(updates: readonly UpdateSummary[], said: UpdateSummary): string {
  const others = updates.filter((update) => update.id !== said.id);
  const early = others.filter((update) => update.judgement === 'too few').length;
  const fine = others.length - early;
  const parts = [
    fine === 0 ? '' : `${plural(fine, 'other update')} ${fine === 1 ? 'shows' : 'show'} no sign of harm either`,
    early === 0 ? '' : `${plural(early, 'update')} ${early === 1 ? 'has' : 'have'} too few checked to say`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : ` ${parts.join('; ')}.`;
}

function sayHealthy(snapshot: Snapshot, asOf: number, zone: Zone): Saying {
  const { fleet, updates } = snapshot;
  const watched = updates.find((update) => update.judgement === 'watch');
  if (watched) return sayWatched(watched, standing(snapshot, watched));
  const newestOk = updates.find((update) => update.judgement === 'ok' && update.interval);
  const heard = `${count(fleet.heard)} of the ${plural(fleet.due, 'device')} due have been heard from.`;
  const down = fleet.conditions.looping + fleet.conditions.silent;
  const outage = updates.find((update) => update.outage !== null)?.outage ?? null;
  const evidence = [
    `Down in the whole fleet: ${count(down)} of ${count(fleet.devices)}, ${count(fleet.conditions.looping)} looping and ${count(fleet.conditions.silent)} silent.`,
    outage === null ? '' : sayOutage(outage, asOf, zone),
  ]
    .filter(Boolean)
    .join(' ');
  if (!newestOk?.interval) {
    return { tone: 'ok', headline: 'No update is under suspicion.', strong: heard, lead: '', evidence };
  }
  const { counts } = newestOk;
  const high = ruledOutAbove(newestOk) ?? newestOk.interval.high;
  return {
    tone: 'ok',
    headline: `No sign of harm in ${plural(counts.checked, 'device')}.`,
    strong: `Failure rates above ${percent(high)} are ruled out`,
    lead: ` for ${newestOk.name}: ${count(downOf(newestOk))} of ${count(counts.checked)} checked are down.${sayOtherUpdates(updates, newestOk)}`,
    evidence,
  };
}
