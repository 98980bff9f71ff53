/** What a pause stops, what it does not, and what else: from what is known, and where nothing is, that. */
import type { UpdateSummary } from '#contract/update.ts';
import { predictFailures } from '#domain/detection/prediction.ts';
import { count, plural } from '../format/number.ts';
import { downOf, exposedOf, shortName } from '../verdict/update-names.ts';

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
  const { waiting } = update.counts;
  const exposed = exposedOf(update);
  const facts: (ScopeFact | null)[] = [
    {
      term: 'Already have it',
      strong: plural(exposed, 'device'),
      text: ` ${exposed === 1 ? 'keeps' : 'keep'} ${name}. ${sayPending(update)}`,
    },
    waiting === 0
      ? null
      : {
          term: 'Waiting for a restart',
          strong: plural(waiting, 'device'),
          text:
            waiting === 1
              ? ` has installed ${name}, which becomes active when it restarts. Keep it from restarting if you can.`
              : ` have installed ${name}; it becomes active when they restart. Keep them from restarting if you can.`,
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

/** How many of those not checked yet are likely to go down, by what those that were checked did. */
function sayPending(update: UpdateSummary): string {
  const { pending, checked } = update.counts;
  if (pending === 0) return 'Those that are down stay down until they are repaired.';
  if (pending === 1) return `1 of them is still being checked; ${sayOne(update)}.`;
  const said = `${count(pending)} of them are still being checked`;
  if (!update.interval) return `${said}; how many of these go down cannot be said yet.`;
  const { lo, hi } = predictFailures({ x: downOf(update), n: checked, more: pending });
  return `${said}; ${sayRange(lo, hi)} likely to go down (${ESTIMATE}).`;
}

const ESTIMATE = 'estimate, 95\u00a0%';

function sayRange(low: number, high: number): string {
  if (high === 0) return 'none of these is';
  if (low === high) return `${count(high)} of these ${high === 1 ? 'is' : 'are'}`;
  return `${count(low)}–${count(high)} of these are`;
}

function sayOne(update: UpdateSummary): string {
  if (!update.interval) return 'whether it goes down cannot be said yet';
  const { lo, hi } = predictFailures({ x: downOf(update), n: update.counts.checked, more: 1 });
  if (lo !== hi) return `it may go down or not (${ESTIMATE})`;
  return `it is ${hi === 0 ? 'not ' : ''}likely to go down (${ESTIMATE})`;
}
