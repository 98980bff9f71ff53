import type { Snapshot } from '#contract/snapshot.ts';
import { Icon } from '../icons/icon.tsx';

/** What of Bootwatch itself does not work: a quiet line each, read out when it comes. It says nothing about the devices. */
export function Troubles({ troubles }: Pick<Snapshot, 'troubles'>) {
  return (
    <div role="status" className="troubles" aria-label="Bootwatch itself">
      {troubles.map((sentence) => (
        <p key={sentence}>
          <Icon name="watch" />
          <span>{sentence}</span>
        </p>
      ))}
    </div>
  );
}
