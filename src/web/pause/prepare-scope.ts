/** What a pause stops, what it does not, and what else: from what is known, and where nothing is, that. */
import type { UpdateSummary } from '#contract/update.ts';
import { count, plural } from '../format/number.ts';
import { exposedOf, shortName } from '../verdict/update-names.ts';

export interface ScopeFact {
  term: string;
  /** Set in bold. */
  strong: string;
  text: string;
}

/** Honest about the reach of a hold: the gate, and nothing that does not ask it. */
export function prepareScope(update: UpdateSummary): ScopeFact[] {
  const name = shortName(update);
  const channel = update.channel ?? 'its channel';
  const facts: (ScopeFact | null)[] = [
    {
      term: 'Already have it',
      strong: plural(exposedOf(update), 'device'),
      text: ` keep ${name}. ${sayPending(update)}`,
    },
    update.counts.waiting === 0
      ? null
      : {
          term: 'Waiting for a restart',
          strong: plural(update.counts.waiting, 'device'),
          text: ` have installed ${name}; it becomes active when they restart. Keep them from restarting if you can.`,
        },
    {
      term: 'On its way',
      strong: 'Not known.',
      text: ' Devices report what they install, not what they were offered. Installs after the pause are counted on the board.',
    },
    {
      term: 'How it stops',
      strong: 'Through the gate.',
      text: ` Pipelines that ask it before each wave wait from your click on. Bootwatch has no line of its own to ${channel}: whatever does not ask the gate goes on.`,
    },
    {
      term: 'At the source',
      strong: '',
      text: `If nothing asks the gate, pause ${name} in the console of ${channel}, or block the vendor’s addresses at DNS, proxy or firewall. A block also keeps the fix out.`,
    },
    {
      term: 'What else it stops',
      strong: 'Nothing.',
      text: ` Other updates of ${channel} go on, and so does one that replaces ${name}.`,
    },
  ];
  return facts.filter((fact) => fact !== null);
}

/** How many of those not checked yet are likely to go down, by the interval of those that were. */
function sayPending({ counts, interval }: UpdateSummary): string {
  if (counts.pending === 0) return 'Those that are down stay down until they are repaired.';
  const checked = `${count(counts.pending)} of them ${counts.pending === 1 ? 'is' : 'are'} still being checked`;
  if (!interval) return `${checked}; how many of these go down cannot be said yet.`;
  const [low, high] = [Math.floor(interval.low * counts.pending), Math.ceil(interval.high * counts.pending)];
  return `${checked}; ${low === high ? count(high) : `${count(low)}–${count(high)}`} of these are likely to go down.`;
}
