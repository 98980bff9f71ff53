import { Icon } from '../icons/icon.tsx';
import type { Chip } from './ring-chip.ts';

/** Symbol and word; the colour only repeats them. */
export function StatusChip({ chip }: { chip: Chip }) {
  return (
    <span className="chip" data-s={chip.state}>
      <Icon name={chip.icon} />
      {chip.word}
    </span>
  );
}
