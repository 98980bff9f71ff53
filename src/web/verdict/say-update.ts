/** The verdict on one update, for its own page. */
import type { UpdateDetail } from '#contract/update-detail.ts';
import { LN_WATCH } from '#domain/detection/decide.ts';
import { count, percent, plural } from '../format/number.ts';
import type { Zone } from '../format/time.ts';
import { sayCaveats, sayChance } from './say-evidence.ts';
import { sayOutage } from './say-outage.ts';
import {
  type Saying,
  type Standing,
  sayExpected,
  sayFailing,
  sayPaused,
  sayTooEarly,
  sayWatched,
} from './say-standing.ts';
import { downOf, exposedOf, ruledOutAbove, shortName } from './update-names.ts';

/** `asOf` is the fleet clock now. A hold in every ring comes before what it was placed for; a recommendation before all else. */
export function sayUpdate(update: UpdateDetail, asOf: number, zone: Zone): Saying {
  const grounds = sayGrounds(update, asOf, zone);
  const { due, heard } = update.fleet;
  const standing = { expectedShare: update.expectedShare, grounds, fleetDown: due - heard };
  const isHeld = update.holds.length > 0;
  const runs = update.rings.some(({ state }) => state !== 'paused');
  if (isHeld && !(runs && update.judgement === 'failing')) {
    const paused = sayPaused(update, asOf, zone);
    return { ...paused, evidence: [paused.evidence, grounds].filter(Boolean).join(' ') };
  }
  switch (update.judgement) {
    case 'failing':
      return sayFailing(update, standing);
    case 'explained':
      return sayExplained(update, standing);
    case 'watch':
      if (update.evidence?.alike?.state === 'fail as often')
        return sayNotBlamed(update, 'devices without it fail as often', standing);
      return sayWatched(update, standing);
    case 'ok':
    case 'too few':
      return sayCalm(update, standing);
  }
}

function sayGrounds(update: UpdateDetail, asOf: number, zone: Zone): string {
  const { evidence, judgement, outage } = update;
  return [
    evidence && evidence.lnMost >= LN_WATCH && judgement !== 'explained' ? sayChance(evidence) : '',
    evidence ? sayCaveats(evidence, judgement) : '',
    outage ? sayOutage(outage, asOf, zone) : '',
    update.skippedRings ? 'It reached a later ring before its time.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function sayCalm(update: UpdateDetail, standing: Standing): Saying {
  const { counts, outage, threshold, interval } = update;
  if (exposedOf(update) + counts.waiting === 0) return sayNobodyHasIt(update);
  const isNotable = interval !== null && interval.low > threshold;
  if (outage !== null && (outage.until === null || isNotable)) {
    return sayNotBlamed(update, 'devices without it went silent too', standing);
  }
  return update.judgement === 'too few' ? sayTooEarly(update) : sayHarmless(update, standing);
}

function sayExplained(update: UpdateDetail, standing: Standing): Saying {
  const by = update.culprit.updates.find(({ id }) => id === update.explainedBy);
  return sayNotBlamed(update, `${by ? shortName(by) : 'another update'} explains its failures`, standing);
}

/** Its devices fail, and that is not put down to it. */
function sayNotBlamed(update: UpdateDetail, why: string, { expectedShare, grounds }: Standing): Saying {
  const { checked, loopingChecked, silentChecked } = update.counts;
  return {
    tone: 'unknown',
    headline: `${update.name} is not blamed: ${why}.`,
    strong: `${count(downOf(update))} of ${plural(checked, 'device')} checked are down`,
    lead: `: ${count(loopingChecked)} looping, ${count(silentChecked)} silent. ${sayExpected(expectedShare, checked)}${sayShared(update)}`,
    evidence: grounds,
  };
}

function sayNobodyHasIt(update: UpdateDetail): Saying {
  return {
    tone: 'unknown',
    headline: `No device has ${update.name} yet.`,
    strong: `${plural(update.targeted, 'device')} of the fleet ${update.targeted === 1 ? 'is' : 'are'} meant to get it.`,
    lead: ' The verdict begins with its first install.',
    evidence: '',
  };
}

function sayHarmless(update: UpdateDetail, { expectedShare, grounds }: Standing): Saying {
  const { counts } = update;
  const high = ruledOutAbove(update);
  const down = `${count(downOf(update))} of ${count(counts.checked)} checked are down. ${sayExpected(expectedShare, counts.checked)}`;
  return {
    tone: 'ok',
    headline: `${update.name}: no sign of harm in ${plural(counts.checked, 'device')}.`,
    strong: high === null ? '' : `Failure rates above ${percent(high)} are ruled out.`,
    lead: ` ${down}${sayShared(update)}`,
    evidence: grounds,
  };
}

/** Devices of it that are down may be so because of another update they have. */
function sayShared({ downWithFailing }: UpdateDetail): string {
  if (!downWithFailing || downWithFailing.devices === 0) return '';
  const { devices, update } = downWithFailing;
  return ` Of its devices down, ${count(devices)} ${devices === 1 ? 'has' : 'have'} ${shortName(update)} too, which is failing.`;
}
