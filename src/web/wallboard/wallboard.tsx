import { useMemo } from 'react';
import type { Series } from '#contract/series.ts';
import { StaleContext } from '../live/as-of.tsx';
import type { Freshness } from '../live/freshness.ts';
import type { Picture } from '../queries/snapshot-query.ts';
import { signOfFleet } from '../shell/tab-sign.ts';
import { useTabBadge } from '../shell/use-tab-badge.ts';
import { useNewBuild } from './use-new-build.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { WallFrame } from './wall-frame.tsx';
import { WallPicture } from './wall-picture.tsx';

interface Props {
  picture: Picture;
  series: Series | undefined;
  state: Freshness;
}

/** The live screen for a wall: read from 5 m away, without anybody to touch it. */
export function Wallboard({ picture, series, state }: Props) {
  const { snapshot, asOf, arrived } = picture;
  const { verdict, drill } = snapshot;
  const sign = signOfFleet(snapshot, state);
  useTabBadge(sign.badge);
  useWakeLock();
  const calm = verdict.state !== 'failing' && verdict.state !== 'unexplained' && state === 'live';
  useNewBuild(calm || state === 'stale');
  const stale = useMemo(() => (state === 'stale' ? { asOf, arrived } : null), [state, asOf, arrived]);
  return (
    <StaleContext value={stale}>
      <title>{sign.title}</title>
      <WallFrame drill={drill} asOf={asOf} stale={stale !== null}>
        <WallPicture picture={picture} series={series} state={state} />
      </WallFrame>
    </StaleContext>
  );
}
