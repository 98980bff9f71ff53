/** A pause after the click: how far it has got, undo, reason, and the sheets. */
import type { UpdateSummary } from '#contract/update.ts';
import { CONTENT_291, content291, windowsLcu } from '../fixtures/failing.ts';
import { heldElsewhere291, partlyPaused291, pausing, pausing291, targetCases } from '../fixtures/pauses.ts';
import { manyRingsPaused } from '../fixtures/rings.ts';
import { paused, paused291 } from '../fixtures/states.ts';
import { NoteForm } from '../log/note-form.tsx';
import { LiftSheet } from '../pause/lift-sheet.tsx';
import { PauseSheet, ScopeSheet } from '../pause/pause-sheet.tsx';
import { PropagationPanel } from '../pause/propagation-panel.tsx';
import { ReasonForm } from '../pause/reason-form.tsx';
import { sayTarget } from '../pause/say-target.ts';
import { TargetList } from '../pause/target-list.tsx';
import { UnansweredBars } from '../pause/unanswered-bars.tsx';
import { UndoBars } from '../pause/undo-bars.tsx';
import type { GuideSection } from './guide-state.ts';
import { unanswered, undoOffered } from './verdict-states.tsx';

const orderOf = ({ rings }: UpdateSummary) => rings.map(({ ring }) => ring);

export const propagationStates: GuideSection = {
  id: 'propagation',
  title: 'Propagation',
  room: 'half',
  states: [
    {
      name: 'Still arriving',
      view: <PropagationPanel update={pausing291} asOf={pausing.asOf} order={orderOf(pausing291)} />,
    },
    { name: 'None since', view: <PropagationPanel update={paused291} asOf={paused.asOf} order={orderOf(paused291)} /> },
    {
      name: 'Some rings held',
      view: <PropagationPanel update={partlyPaused291} asOf={paused.asOf} order={orderOf(partlyPaused291)} />,
    },
    {
      name: 'Held where no device is',
      view: <PropagationPanel update={heldElsewhere291} asOf={paused.asOf} order={orderOf(content291)} />,
    },
    {
      name: 'Fifteen rings',
      view: <PropagationPanel update={manyRingsPaused(15)} asOf={paused.asOf} order={orderOf(manyRingsPaused(15))} />,
    },
  ],
};

export const targetStates: GuideSection = {
  id: 'target',
  title: 'Target result',
  room: 'small',
  states: targetCases.map((target) => ({
    name: sayTarget(target.result, paused.asOf, 'utc').chip.word,
    view: <TargetList targets={[target]} asOf={paused.asOf} />,
  })),
};

const close = () => {};

export const sheetStates: GuideSection = {
  id: 'sheet',
  title: 'Sheets, undo, reason and note',
  room: 'half',
  states: [
    { name: 'Pause', view: <PauseSheet update={content291} basedOn={null} onClose={close} /> },
    { name: 'Pause, not blamed', view: <PauseSheet update={windowsLcu} basedOn={null} onClose={close} /> },
    { name: 'What this will not stop', view: <ScopeSheet update={content291} basedOn={null} onClose={close} /> },
    { name: 'Lift', view: <LiftSheet update={paused291} basedOn={null} onClose={close} /> },
    {
      name: 'Undo',
      view: (
        <div className="undo-bars">
          <UndoBars />
        </div>
      ),
      intents: undoOffered,
    },
    {
      name: 'Not answered',
      view: (
        <div className="undo-bars">
          <UnansweredBars />
        </div>
      ),
      intents: unanswered,
    },
    { name: 'Reason', view: <ReasonForm update={CONTENT_291} hold="hold-1" label="291" /> },
    {
      name: 'Note',
      view: <NoteForm subject={{ update: CONTENT_291, label: '291' }} onCancel={close} onSaved={close} />,
    },
  ],
};
