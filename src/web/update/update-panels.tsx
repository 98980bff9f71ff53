import { memo } from 'react';
import type { EvidenceSeries, UpdateDetail } from '#contract/update-detail.ts';
import { EvidencePanel } from '../charts/evidence-panel.tsx';
import { MatrixOf } from '../matrix/matrix-panel.tsx';
import { PropagationPanel } from '../pause/propagation-panel.tsx';
import { Tiles } from '../tiles/tiles.tsx';
import { sayWhere } from '../verdict/say-evidence.ts';
import { CoveragePanel } from './coverage-panel.tsx';
import { GroundsPanel } from './grounds-panel.tsx';
import { HoldsPanel } from './holds-panel.tsx';
import { prepareTiles } from './prepare-tiles.ts';
import { RolloutTable } from './rollout-table.tsx';
import { UpdateLog } from './update-log.tsx';

interface Props {
  update: UpdateDetail;
  series: EvidenceSeries | undefined;
}

/** Everything below the verdict on an update: what it rests on, then where, who stopped it, what staging could show. */
export const UpdatePanels = memo(function UpdatePanels({ update, series }: Props) {
  return (
    <main id="main" tabIndex={-1} className="about">
      <section className="data" aria-label="Where its devices stand">
        <Tiles tiles={prepareTiles(update)} />
      </section>
      <GroundsPanel update={update} />
      <EvidencePanel update={update} series={series} />
      <RolloutTable update={update} />
      <div className="thirds">
        <MatrixOf
          picture={update}
          title="Where it concentrates"
          empty={`No device says which ${update.sectorName.toLowerCase()} it serves. The label “sector” does.`}
        >
          <p className="says">{sayWhere(update.evidence)}</p>
        </MatrixOf>
        <div className="column">
          <HoldsPanel update={update} />
          <PropagationPanel update={update} asOf={update.asOf} order={update.ringOrder} />
          <CoveragePanel coverage={update.coverage} />
          <UpdateLog update={update} />
        </div>
      </div>
    </main>
  );
});
