import { useMemo } from 'react';
import type { Series } from '#contract/series.ts';
import { useView } from '../app/view.ts';
import { StaleContext } from '../live/as-of.tsx';
import type { Freshness } from '../live/freshness.ts';
import type { Picture } from '../queries/snapshot-query.ts';
import { signOfFleet } from '../shell/tab-sign.ts';
import { useTabBadge } from '../shell/use-tab-badge.ts';
import '../style/wallboard.css';
import { Announcer } from '../verdict/announcer.tsx';
import { changeOf } from '../verdict/change-of.ts';
import { sayWall } from './say-wall.ts';
import { useNewBuild } from './use-new-build.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { WallChart } from './wall-chart.tsx';
import { WallFoot } from './wall-foot.tsx';
import { WallFrame } from './wall-frame.tsx';
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

/** The live screen for a wall: read from 5 m away, without anybody to touch it. */
export function Wallboard({ picture, series, state }: Props) {
  const { tz } = useView();
  const { snapshot, asOf, arrived } = picture;
  const { verdict, rings, drill } = snapshot;
  const sign = signOfFleet(snapshot, state);
  useTabBadge(sign.badge);
  useWakeLock();
  useNewBuild(verdict.state !== 'failing' && verdict.state !== 'unexplained' && state === 'live');
  const stale = useMemo(() => (state === 'stale' ? { asOf, arrived } : null), [state, asOf, arrived]);
  const saying = useMemo(() => sayWall(snapshot, asOf, tz), [snapshot, asOf, tz]);
  return (
    <StaleContext value={stale}>
      <title>{sign.title}</title>
      <WallFrame drill={drill} asOf={asOf} stale={stale !== null}>
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
      </WallFrame>
    </StaleContext>
  );
}
