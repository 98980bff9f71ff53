/** What stands around a page, and pages with nothing to show. */
import { NotDrawn, NotLoaded } from '../app/instead-of-part.tsx';
import { FirstRun } from '../first-run/first-run.tsx';
import { drill, stalledDrill, troubles } from '../fixtures/states.ts';
import { DrillFrame } from '../shell/drill-frame.tsx';
import { Troubles } from '../shell/troubles.tsx';
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
  title: 'Drill frame, server trouble and first run',
  room: 'whole',
  states: [
    { name: 'Drill', view: <Framed stalled={false} /> },
    { name: 'Drill, stalled', view: <Framed stalled /> },
    { name: 'Server trouble', view: <Troubles troubles={troubles.slice(0, 1)} /> },
    { name: 'Server trouble, twice', view: <Troubles troubles={troubles} /> },
    { name: 'Part not loaded', view: <NotLoaded /> },
    { name: 'Part not drawn', view: <NotDrawn /> },
    { name: 'No devices', view: <FirstRun /> },
  ],
};
