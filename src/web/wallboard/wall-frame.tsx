import type { ReactNode } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { DrillFrame } from '../shell/drill-frame.tsx';

interface Props {
  drill: Snapshot['drill'];
  asOf: number;
  stale: boolean;
  children: ReactNode;
}

/** The whole screen of a wall, with the frame of a drill around it. */
export function WallFrame({ drill, asOf, stale, children }: Props) {
  return (
    <div className={stale ? 'page wall stale' : 'page wall'} data-drill={drill !== null}>
      {drill && <DrillFrame drill={drill} asOf={asOf} />}
      <main className="wall-screen">{children}</main>
    </div>
  );
}
