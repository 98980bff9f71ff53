/** What stands around a page, and pages with nothing to show. */
import { FirstRun } from '../first-run/first-run.tsx';
import { drill, stalledDrill } from '../fixtures/states.ts';
import { DrillFrame } from '../shell/drill-frame.tsx';
import type { GuideSection } from './guide-state.ts';

function Framed({ stalled }: { stalled: boolean }) {
  const { drill: run, asOf } = stalled ? stalledDrill : drill;
  return (
    <div className="page" data-drill>
      {run && <DrillFrame drill={run} asOf={asOf} />}
      <p className="note">The page</p>
    </div>
  );
}

export const pageStates: GuideSection = {
  id: 'page',
  title: 'Drill frame and first run',
  room: 'whole',
  states: [
    { name: 'Drill', view: <Framed stalled={false} /> },
    { name: 'Drill, stalled', view: <Framed stalled /> },
    { name: 'No devices', view: <FirstRun /> },
  ],
};
