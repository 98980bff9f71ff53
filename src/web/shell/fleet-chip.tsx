import type { Snapshot } from '#contract/snapshot.ts';
import { count, percent } from '../format/number.ts';
import { Icon } from '../icons/icon.tsx';

/** Below this share of devices heard from, the fleet's data has a hole worth looking at. */
const FULL_SHARE = 0.95;

/** How much of the fleet the numbers rest on: heard from, of those due. */
export function FleetChip({ fleet }: { fleet: Pick<Snapshot['fleet'], 'due' | 'heard'> }) {
  const { due, heard } = fleet;
  if (due === 0) return null;
  const share = heard / due;
  return (
    <span
      className="tag fresh fleet"
      data-state={share >= FULL_SHARE ? 'live' : 'late'}
      title="Devices heard from, of those that promised to be heard from by now"
    >
      <Icon name="devices" />
      <span>
        <span className="wide">
          heard from {count(heard)} of {count(due)} due,{' '}
        </span>
        {percent(share)}
        <span className="narrow"> heard</span>
      </span>
    </span>
  );
}
