import { useMemo } from 'react';
import type { Series } from '#contract/series.ts';
import { useView } from '../app/use-view.ts';
import type { Freshness } from '../live/freshness.ts';
import type { Picture } from '../queries/snapshot-query.ts';
import '../style/wallboard.css';
import { Announcer } from '../verdict/announcer.tsx';
import { changeOf } from '../verdict/change-of.ts';
import { sayWall } from './say-wall.ts';
import { WallChart } from './wall-chart.tsx';
import { WallFoot } from './wall-foot.tsx';
import { WallLane } from './wall-lane.tsx';
import { EmptyFleet } from './wall-message.tsx';
import { StaleVerdict, WallVerdict } from './wall-verdict.tsx';

/** With more rings than this their cards need the chart's room. */
const MOST_RINGS_BESIDE_CHART = 10;

interface Props {
  picture: Picture;
  series: Series | undefined;
  state: Freshness;
}

/** All that stands on a wall: the verdict, the rings, the chart, and how fresh they are. */
export function WallPicture({ picture, series, state }: Props) {
  const { tz } = useView();
  const { snapshot, asOf } = picture;
  const { verdict, rings, drill } = snapshot;
  const stale = state === 'stale';
  const saying = useMemo(() => sayWall(snapshot, asOf, tz), [snapshot, asOf, tz]);
  return (
    <>
      {verdict.state === 'no devices' ? (
        <EmptyFleet drill={drill !== null} />
      ) : (
        <>
          <Announcer
            change={stale ? 'stale' : changeOf(snapshot, asOf)}
            words={stale ? 'The server does not answer.' : saying.headline}
            isAlarm={!stale && saying.tone === 'bad'}
          />
          {stale ? <StaleVerdict answer={picture} saying={saying} /> : <WallVerdict saying={saying} />}
          <WallLane snapshot={snapshot} />
          {rings.length <= MOST_RINGS_BESIDE_CHART && <WallChart snapshot={snapshot} series={series} />}
        </>
      )}
      <WallFoot picture={picture} state={state} />
    </>
  );
}
