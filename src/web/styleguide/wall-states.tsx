/** The screen on a wall, in small. */
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { failing, failingSeries } from '../fixtures/failing.ts';
import { manyRings, manyRingsSeries } from '../fixtures/rings.ts';
import {
  healthy,
  healthySeries,
  noDevices,
  paused,
  pausedSeries,
  troubles,
  unexplained,
  unexplainedSeries,
} from '../fixtures/states.ts';
import { WallPicture } from '../wallboard/wall-picture.tsx';
import type { GuideSection } from './guide-state.ts';
import { OLD, secondsAgo } from './still.tsx';
import { watched } from './verdict-states.tsx';

interface Props {
  of: Snapshot;
  series?: Series;
  stale?: boolean;
}

/** Without the landmarks and effects of a page: here it is one of many. */
function Wall({ of, series, stale = false }: Props) {
  const when = stale ? OLD : { asOf: of.asOf, arrived: secondsAgo(1) };
  return (
    <div className={stale ? 'page wall stale' : 'page wall'}>
      <div className="wall-screen">
        <WallPicture picture={{ snapshot: of, ...when }} series={series} state={stale ? 'stale' : 'live'} />
      </div>
    </div>
  );
}

export const wallStates: GuideSection = {
  id: 'wall',
  title: 'Wallboard',
  room: 'half',
  states: [
    { name: 'Healthy', view: <Wall of={healthy} series={healthySeries} /> },
    { name: 'Watch', view: <Wall of={watched} series={healthySeries} /> },
    { name: 'Failing', view: <Wall of={failing} series={failingSeries} /> },
    { name: 'Fleet alarm', view: <Wall of={unexplained} series={unexplainedSeries} /> },
    { name: 'Paused', view: <Wall of={paused} series={pausedSeries} /> },
    { name: 'Stale', view: <Wall of={failing} series={failingSeries} stale />, stale: true },
    { name: 'Server trouble', view: <Wall of={{ ...failing, troubles }} series={failingSeries} /> },
    {
      name: 'Stale, server trouble, six rings',
      view: <Wall of={{ ...manyRings(6), troubles }} series={manyRingsSeries(6)} stale />,
      stale: true,
    },
    { name: 'First run', view: <Wall of={noDevices} /> },
  ],
};
