import { memo, Suspense, useContext, useId, useMemo } from 'react';
import type { EvidenceSeries, UpdateDetail } from '#contract/update-detail.ts';
import { lazyPart } from '../app/lazy-part.tsx';
import { useView } from '../app/use-view.ts';
import { clock } from '../format/time.ts';
import { AsOf, StaleContext } from '../live/as-of.tsx';
import { useUpdateLog } from '../queries/update-log-query.ts';
import { ChartTable } from './chart-table.tsx';
import { usePlotSize } from './plot.tsx';
import { Notes, Ticks } from './plot-words.tsx';
import { prepareEvents } from './prepare-events.ts';
import { type EvidenceModel, prepareEvidence } from './prepare-evidence.ts';
import { RangeControl } from './range-control.tsx';

const EvidenceView = lazyPart(async () => (await import('./evidence-view.tsx')).EvidenceView);
const HEIGHT_PX = 208;
const COLUMNS = [
  { title: 'Most so far', unit: 'ln' },
  { title: 'Now', unit: 'ln' },
  { title: 'Highest level passed', unit: null },
] as const;

interface Props {
  update: UpdateDetail;
  series: EvidenceSeries | undefined;
}

/** How the evidence came about: how rarely a harmless update would ever show as much, minute by minute. */
export const EvidencePanel = memo(function EvidencePanel({ update, series }: Props) {
  const heading = useId();
  const { tz, part } = useView();
  const { log } = useUpdateLog(update);
  const { ref, width } = usePlotSize();
  const end: 'now' | 'last' = useContext(StaleContext) ? 'last' : 'now';
  const model = useMemo(() => {
    const setting = {
      zone: tz,
      widthPx: width,
      heightPx: HEIGHT_PX,
      events: prepareEvents(update, log, tz),
      end,
      part,
    };
    return series && prepareEvidence(series, setting);
  }, [series, update, log, tz, part, width, end]);
  return (
    <section className="panel data evidence" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>Evidence over time</h2>
        <span className="note">
          {model?.cropped ? `since ${clock(model.from, tz)}` : ''}
          <span className="opt">
            {model?.cropped ? '; ' : ''}each step up is ten times as rare in a harmless update
          </span>
        </span>
        <AsOf />
        <RangeControl />
      </header>
      <div className="body charts">
        <div className="plot evidence" ref={ref}>
          {model && (
            <>
              <Suspense fallback={null}>
                {width > 0 && <EvidenceView model={model} width={width} height={HEIGHT_PX} label={sayModel(model)} />}
              </Suspense>
              <Words model={model} />
            </>
          )}
        </div>
        {model && (
          <div className="tables">
            <ChartTable
              name="evidence"
              caption="Evidence over time"
              columns={COLUMNS}
              rows={() => model.table.map(toRow)}
            />
          </div>
        )}
      </div>
    </section>
  );
});

const toRow = ({ at, most, now, level, lnMost, lnNow }: EvidenceModel['table'][number]) => ({
  at,
  cells: [
    { text: most, value: lnMost },
    { text: now, value: lnNow },
    { text: level, value: level },
  ],
});

function Words({ model }: { model: EvidenceModel }) {
  return (
    <div aria-hidden="true">
      <Ticks x={model.xTicks} y={model.yTicks} />
      {model.levels.map(({ at, word, inside }) => (
        <span key={word} className="p-in" style={{ bottom: `${at * 100}%` }}>
          {inside}
        </span>
      ))}
      <Notes notes={model.notes} />
      {model.ends.length === 0 && <span className="p-empty">No trial of it has a verdict yet</span>}
      {model.ends.map(({ line, name, number, top }) => (
        <span key={line} className={`p-end two ${line}`} style={{ top }}>
          <span>{name}</span>
          <b>{number}</b>
        </span>
      ))}
    </div>
  );
}

function sayModel({ ends, levels }: EvidenceModel): string {
  const said = ends.map(({ name, number }) => `${name}: ${number}`);
  const drawn = levels.map(({ word, number }) => `${word} ${number}`);
  return `Line chart. Evidence over time. Levels: ${drawn.join(', ')}. ${said.length === 0 ? 'Nothing to show yet.' : `${said.join('; ')}.`}`;
}
