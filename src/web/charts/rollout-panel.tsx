import { memo, useContext, useId, useMemo } from 'react';
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { useView } from '../app/use-view.ts';
import { listed, oneDecimal, percent } from '../format/number.ts';
import { clock } from '../format/time.ts';
import { AsOf, StaleContext } from '../live/as-of.tsx';
import { useUpdateLog } from '../queries/update-log-query.ts';
import { shortName } from '../verdict/update-names.ts';
import { ChartTable } from './chart-table.tsx';
import { Plot, usePlotSize } from './plot.tsx';
import type { ChartModel } from './prepare-chart.ts';
import { prepareEvents } from './prepare-events.ts';
import { DOWN_HEIGHT_PX, INSTALLED_HEIGHT_PX, prepareRolloutCharts } from './prepare-rollout-charts.ts';
import { RangeControl } from './range-control.tsx';
import { RangeStrip } from './range-strip.tsx';

interface Props {
  snapshot: Snapshot;
  series: Series | undefined;
}

/** Down over time per ring, and below it how far the update has got: the line a pause has to bend. */
export const RolloutPanel = memo(function RolloutPanel({ snapshot, series }: Props) {
  const heading = useId();
  const { tz, part } = useView();
  const { ref, width } = usePlotSize();
  const update = snapshot.updates.find((candidate) => candidate.id === snapshot.focus);
  const { rings, threshold, expectedShare } = snapshot;
  const present = useContext(StaleContext) ? 'last' : 'now';
  const { log } = useUpdateLog(update);

  const drawn = useMemo(() => {
    const events = prepareEvents(update, log, tz);
    const setting = {
      snapshot: { rings, threshold },
      update,
      events,
      zone: tz,
      part,
      widthPx: width,
      present,
    } as const;
    return series ? prepareRolloutCharts(series, setting) : null;
  }, [series, rings, update, log, tz, part, width, threshold, present]);

  const title = update ? 'Down, % of checked' : 'Down, % of devices heard or due';
  const minutes = (series?.stepMs ?? 60_000) / 60_000;
  return (
    <section className="panel data rollout" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        <span className="note">
          {drawn?.cropped ? `since ${clock(drawn.down.from, tz)}` : ''}
          <span className="opt">
            {drawn?.cropped ? ', ' : ''}
            {minutes}-min steps{drawn?.filling !== false && ', last one still filling'}
          </span>
        </span>
        <AsOf />
        <RangeControl />
      </header>
      <div className="body charts">
        <div className="plot down" ref={ref}>
          {drawn && (
            <Plot
              model={drawn.down}
              size={{ width, height: DOWN_HEIGHT_PX }}
              label={sayChart(title, drawn.down)}
              threshold={{ at: threshold, words: thresholdWords(threshold, expectedShare) }}
              expected={expectedShare}
              empty={`No ring has ${MIN_CHECKED_TO_JUDGE} checked devices yet`}
            />
          )}
        </div>
        {update && (
          <>
            <h3 className="sub-title">
              Installed, % of those it is meant for <span className="note">flattens when a pause works</span>
            </h3>
            <div className="plot installed">
              {drawn && (
                <Plot
                  model={drawn.installed}
                  size={{ width, height: INSTALLED_HEIGHT_PX }}
                  label={sayChart(`Installed ${shortName(update)}, % of those it is meant for`, drawn.installed)}
                  bare
                />
              )}
            </div>
          </>
        )}
        <RangeStrip strip={drawn?.strip ?? null} />
        {drawn && (
          <div className="tables">
            <ShareTable model={drawn.down} name="down" caption={title} />
            {update && (
              <ShareTable model={drawn.installed} name="installed" caption="Installed, % of those it is meant for" />
            )}
          </div>
        )}
      </div>
    </section>
  );
});

function ShareTable({ model, name, caption }: { model: ChartModel; name: string; caption: string }) {
  const rows = () =>
    model.rows.map((row) => ({
      at: row.at,
      cells: model.lines.map((line) => {
        const share = row[line.solid] ?? row[line.dotted] ?? null;
        return share === null
          ? { text: 'no data', value: null }
          : { text: oneDecimal(share), value: Math.round(share * 1e6) / 1e4 };
      }),
    }));
  return (
    <ChartTable
      name={name}
      caption={caption}
      columns={model.lines.map(({ ring }) => ({ title: ring, unit: '%' }))}
      rows={rows}
    />
  );
}

const thresholdWords = (threshold: number, expected: number | null) =>
  `Threshold ${percent(threshold)}${expected === null ? '' : ` · expected ${percent(expected)}`}`;

function sayChart(title: string, model: ChartModel): string {
  const ends = model.ends.map((end) => `${end.ring} ${end.text}`);
  return `Line chart. ${title}. ${ends.length === 0 ? 'Nothing to show yet.' : `Last: ${listed(ends)}.`}`;
}
