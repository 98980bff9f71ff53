import type { Snapshot } from '#contract/snapshot.ts';
import { useView } from '../app/use-view.ts';
import { clockSeconds } from '../format/time.ts';

interface Props {
  drill: NonNullable<Snapshot['drill']>;
  asOf: number;
}

/** A red frame around the whole page: nobody may take a drill for the real fleet, or the other way round. */
export function DrillFrame({ drill, asOf }: Props) {
  const { tz, kiosk } = useView();
  return (
    <aside className="drill-frame" data-stalled={drill.stalled} aria-label="Drill">
      <b>DRILL ×{drill.speed}</b>
      {drill.stalled ? (
        <>
          <span className="long">
            The drill is over or has stalled: its clock stands at {clockSeconds(asOf, tz)}, and so does everything
            below.
          </span>
          <span className="short">Over or stalled at {clockSeconds(asOf, tz)}.</span>
        </>
      ) : (
        <span>
          {kiosk ? 'Simulated devices.' : 'Simulated devices, real buttons.'}{' '}
          <span className="wide">Fleet time {clockSeconds(asOf, tz)}.</span>
        </span>
      )}
    </aside>
  );
}
