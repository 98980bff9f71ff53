/** Who explains the failures, and who does not. What the data cannot tell apart is said to be so. */
import type { Culprit } from '#contract/evidence.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import type { UpdateDetail } from '#contract/update-detail.ts';
import { LN_WATCH } from '#domain/detection/decide.ts';
import { oneIn } from '#domain/detection/one-in.ts';
import { count, listed } from '../format/number.ts';
import { shortName } from './update-names.ts';

export interface Blame {
  verdict: Culprit;
  /** Updates the evidence names, by their short names; `lnAdjusted`: with everything else held fixed. */
  who: readonly { id: string; name: string; lnAdjusted: number | null }[];
  /** Names of updates that need no blame because those explain their failures. */
  explained: readonly string[];
}

/** What a picture of the fleet says of it. */
export function blameIn({ culprit, updates }: Pick<Snapshot, 'culprit' | 'updates'>): Blame {
  const who = culprit.updates.map((id) => {
    const update = updates.find((candidate) => candidate.id === id);
    const name = update ? shortName(update) : id.slice(id.indexOf('/') + 1);
    return { id, name, lnAdjusted: update?.evidence?.lnAdjusted ?? null };
  });
  return { verdict: culprit.verdict, who, explained: updates.filter(isExplained).map(({ name }) => name) };
}

const isExplained = ({ explainedBy }: UpdateSummary): boolean => explainedBy !== null;

/** What an update's own page is told of it. */
export function blameOf({ culprit }: Pick<UpdateDetail, 'culprit'>): Blame {
  return {
    verdict: culprit.verdict,
    who: culprit.updates.map(({ id, name, version, lnAdjusted }) => ({
      id,
      name: shortName({ name, version }),
      lnAdjusted,
    })),
    explained: culprit.explained.map(({ name }) => name),
  };
}

const MOST_NAMED = 3;
const named = (names: readonly string[]): string =>
  listed(
    names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), `${count(names.length - MOST_NAMED)} more`] : names,
  );

/** Empty where nothing has to be told apart from the update this is said of. */
export function sayCulprit(blame: Blame, said: UpdateSummary): string {
  const { verdict, who } = blame;
  const names = who.map(({ name }) => name);
  if (!who.some(({ id }) => id === said.id)) {
    return isExplained(said) && who[0] ? sayExplains(who[0], [shortName(said)]) : '';
  }
  switch (verdict) {
    case 'combination':
      return `Only the combination ${names.join(' + ')} fails.`;
    case 'inseparable':
      return `${listed(names)} were installed together where they fail: the data cannot tell which. Pause ${
        names.length === 2 ? 'both' : 'all'
      }, or send ${shortName(said)} alone to 20 devices.`;
    case 'culprit':
      return sayNamed(blame, said);
    case 'prime-suspect':
    case 'none':
      return '';
  }
}

function sayNamed({ who, explained }: Blame, said: UpdateSummary): string {
  const self = who.find(({ id }) => id === said.id);
  const others = who.filter(({ id }) => id !== said.id).map(({ name }) => name);
  return [
    self && explained.length > 0 ? sayExplains(self, explained) : '',
    others.length === 0 ? '' : `${named(others)} ${others.length === 1 ? 'fails' : 'fail'} without it as well.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** "A explains the failures (1 in 80,000 with B held fixed). B is not needed to explain them." */
function sayExplains({ name, lnAdjusted }: Blame['who'][number], explained: readonly string[]): string {
  const others = named(explained);
  const number =
    lnAdjusted === null || lnAdjusted < LN_WATCH ? '' : ` (${oneIn(lnAdjusted)} with ${others} held fixed)`;
  return `${name} explains the failures${number}. ${others} ${explained.length === 1 ? 'is' : 'are'} not needed to explain them.`;
}
