import type { ReactNode } from 'react';
import { useView } from '../app/use-view.ts';
import { count } from '../format/number.ts';
import { clockSeconds, zoneName } from '../format/time.ts';
import type { Freshness } from '../live/freshness.ts';
import type { Picture } from '../queries/snapshot-query.ts';
import { StatusChip } from '../rings/status-chip.tsx';
import { Brand } from '../shell/brand.tsx';
import { FleetChip } from '../shell/fleet-chip.tsx';
import { ServerChip } from '../shell/server-chip.tsx';

interface Props {
  picture: Picture;
  state: Freshness;
}

/** How fresh everything is: the server's answer, the fleet's data, the fleet's time. */
export function WallFoot({ picture, state }: Props) {
  const { tz } = useView();
  const { snapshot, asOf, arrived } = picture;
  const { fleet } = snapshot;
  return (
    <Foot>
      {/* What matters most first: where there is no room for all, the last is cut off. */}
      <ServerChip arrived={arrived} state={state} />
      <span className="wall-time">
        Fleet time {clockSeconds(asOf, tz)} {zoneName(tz, asOf)}
      </span>
      {snapshot.troubles.length > 0 && <StatusChip chip={{ state: 'watch', icon: 'watch', word: 'Server trouble' }} />}
      <FleetChip fleet={fleet} />
      {snapshot.troubles.length === 0 && fleet.devices > 0 && <span>Fleet of {count(fleet.devices)}</span>}
    </Foot>
  );
}

export function Foot({ children }: { children: ReactNode }) {
  return (
    <footer className="wall-foot">
      {children}
      <span className="mark">
        <Brand />
      </span>
    </footer>
  );
}
