import { useView } from '../app/use-view.ts';
import { zoneName } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';

/** Says which zone every time on the screen is in; a click changes it. */
export function ZoneBadge({ now }: { now: number }) {
  const { tz, change } = useView();
  const other = tz === 'utc' ? 'local' : 'utc';
  const hint = tz === 'utc' ? 'Times are in UTC. Show them in your own zone.' : 'Times are in your own zone. Show UTC.';
  return (
    <button type="button" className="tag zone" title={hint} onClick={() => change({ tz: other })}>
      <Icon name="clock" />
      <span className="vh">Time zone: </span>
      <span className="zone-name">{zoneName(tz, now)}</span>
    </button>
  );
}
