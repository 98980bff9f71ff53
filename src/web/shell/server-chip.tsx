import { duration } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import type { Freshness } from '../live/freshness.ts';
import type { Instant } from '../live/instant.ts';
import { useAgeSec } from '../live/use-freshness.ts';

/** The age of the server's last answer, in the viewer's own elapsed time. */
export function ServerChip({ arrived, state }: { arrived: Instant; state: Freshness }) {
  const ageSec = useAgeSec(arrived);
  const age = duration(ageSec * 1000);
  const words = { live: `Live · ${age} ago`, late: `Late · ${age} ago`, stale: `No answer for ${age}` }[state];
  return (
    <span className="tag fresh" data-state={state} title="Age of the server's last answer">
      <i className="dot" />
      {words}
    </span>
  );
}

export function WaitingChip({ words }: { words: string }) {
  return (
    <span className="tag fresh" data-state="waiting">
      <Icon name="clock" />
      {words}
    </span>
  );
}
