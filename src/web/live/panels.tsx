import { memo, Suspense } from 'react';
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { lazyPart } from '../app/lazy-part.tsx';
import { InventoryLine } from '../inventory/inventory-line.tsx';
import { RecentLog } from '../log/recent-log.tsx';
import { MatrixPanel } from '../matrix/matrix-panel.tsx';
import { RingLane } from '../rings/ring-lane.tsx';
import { SignaturesPanel } from '../signatures/signatures-panel.tsx';
import { UpdatesPanel } from '../updates/updates-panel.tsx';

const RolloutPanel = lazyPart(async () => (await import('../charts/rollout-panel.tsx')).RolloutPanel);
const PropagationPanel = lazyPart(async () => (await import('../pause/propagation-panel.tsx')).PropagationPanel);
const FirstRun = lazyPart(async () => (await import('../first-run/first-run.tsx')).FirstRun);

interface Props {
  snapshot: Snapshot;
  series: Series | undefined;
}

/** Everything below the verdict: the panels explain the sentence. */
export const Panels = memo(function Panels({ snapshot, series }: Props) {
  if (snapshot.verdict.state === 'no devices') {
    return snapshot.drill ? (
      <main id="main" tabIndex={-1} className="message" aria-busy>
        <h1>The drill is loading its fleet.</h1>
        <p>Inventory, updates and the history of 28 days come first; then its devices begin to report.</p>
      </main>
    ) : (
      <main id="main" tabIndex={-1}>
        <Suspense fallback={null}>
          <FirstRun />
        </Suspense>
      </main>
    );
  }
  const focus = snapshot.updates.find(({ id }) => id === snapshot.focus);
  return (
    <main id="main" tabIndex={-1}>
      <RingLane snapshot={snapshot} series={series} />
      <div className="cols">
        <div className="column">
          <Suspense fallback={<div className="panel rollout" />}>
            <RolloutPanel snapshot={snapshot} series={series} />
          </Suspense>
          <MatrixPanel snapshot={snapshot} />
        </div>
        <div className="column">
          <UpdatesPanel snapshot={snapshot} />
          {focus && focus.holds.length > 0 && (
            <Suspense fallback={<div className="panel propagation" />}>
              <PropagationPanel update={focus} asOf={snapshot.asOf} order={snapshot.rings.map(({ ring }) => ring)} />
            </Suspense>
          )}
          <SignaturesPanel snapshot={snapshot} />
          <RecentLog snapshot={snapshot} />
        </div>
      </div>
      {snapshot.inventory && <InventoryLine gaps={snapshot.inventory} />}
    </main>
  );
});
