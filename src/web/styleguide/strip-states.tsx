/** The strip below a chart, with its handles. */

import { useView, ViewContext } from '../app/use-view.ts';
import { prepareRolloutCharts } from '../charts/prepare-rollout-charts.ts';
import { RangeStrip } from '../charts/range-strip.tsx';
import { failing, failingSeries } from '../fixtures/failing.ts';
import type { GuideSection } from './guide-state.ts';

function Strip({ part }: { part: string | null }) {
  const { strip } = prepareRolloutCharts(failingSeries, {
    snapshot: failing,
    update: failing.updates[0],
    events: [],
    zone: 'utc',
    part,
    widthPx: 560,
    present: 'now',
  });
  return (
    <ViewContext value={{ ...useView(), part }}>
      <RangeStrip strip={strip} />
    </ViewContext>
  );
}

export const stripStates: GuideSection = {
  id: 'strip',
  title: 'Chart strip',
  room: 'half',
  states: [
    { name: 'Since anything is known', view: <Strip part={null} /> },
    { name: 'The whole range', view: <Strip part="all" /> },
    { name: 'A part of the past', view: <Strip part="2024-07-19T03:31Z~2024-07-19T04:16Z" /> },
  ],
};
