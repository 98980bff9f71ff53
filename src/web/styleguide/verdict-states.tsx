/** The verdict in every state, and the one button beside it. */
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { at, hold } from '../fixtures/build.ts';
import { CONTENT_291, content291, failing } from '../fixtures/failing.ts';
import { partlyPaused, pausing } from '../fixtures/pauses.ts';
import { healthy, mostlySilent, paused, paused291, tooFew, unexplained } from '../fixtures/states.ts';
import { useBasedOn } from '../live/as-of.tsx';
import type { Intent } from '../pause/pause-store.ts';
import { VerdictAction } from '../verdict/verdict-action.tsx';
import { VerdictStrip } from '../verdict/verdict-strip.tsx';
import type { GuideSection } from './guide-state.ts';
import { NOW, OLD, secondsAgo } from './still.tsx';

const asked = { update: CONTENT_291, label: '291', key: 'key-1', since: secondsAgo(0), attempt: 1 };
const sending: Intent = { ...asked, step: 'sending' };
const trying: Intent = { ...asked, step: 'sending', since: secondsAgo(12), attempt: 4 };
const failed: Intent = { ...asked, step: 'failed', why: 'The server did not answer.', at: at(21) };
const placed: Intent = {
  ...asked,
  step: 'placed',
  hold: hold(CONTENT_291),
  undoUntil: NOW + 7_000,
  undoKey: 'key-2',
  undo: 'offered',
  undoProblem: null,
  seen: true,
};
export const undoOffered: readonly Intent[] = [placed];
/** Two pauses that did not get through, the first given up. */
export const unanswered: readonly Intent[] = [failed, { ...trying, update: 'microsoft/edge@126', label: 'Edge 126' }];
const asking: readonly Intent[] = [{ ...placed, undo: 'over' }];

const suspects = failing.updates.filter(({ judgement }) => judgement === 'watch');
export const watched: Snapshot = { ...healthy, updates: suspects, focus: suspects[0]?.id ?? null };

function Verdict({ of }: { of: Snapshot }) {
  return (
    <VerdictStrip picture={{ snapshot: of, asOf: of.asOf, arrived: secondsAgo(1) }} state="live" everyMs={2_000} />
  );
}

export const verdictStates: GuideSection = {
  id: 'verdict',
  title: 'Verdict',
  room: 'whole',
  states: [
    { name: 'Failing', view: <Verdict of={failing} /> },
    { name: 'Failing, most of it silent', view: <Verdict of={mostlySilent} /> },
    { name: 'Pause being sent', view: <Verdict of={failing} />, intents: [sending] },
    { name: 'Pausing, installs still arriving', view: <Verdict of={pausing} />, intents: asking },
    { name: 'Paused', view: <Verdict of={paused} />, intents: asking },
    { name: 'Partly paused', view: <Verdict of={partlyPaused} /> },
    {
      name: 'Stale',
      view: <VerdictStrip picture={{ snapshot: failing, ...OLD }} state="stale" everyMs={2_000} />,
      stale: true,
    },
    { name: 'Watch', view: <Verdict of={watched} /> },
    { name: 'Healthy', view: <Verdict of={healthy} /> },
    { name: 'Not enough data', view: <Verdict of={tooFew} /> },
    { name: 'Fleet alarm', view: <Verdict of={unexplained} /> },
  ],
};

function Button({ update = content291, docked = false }: { update?: UpdateSummary; docked?: boolean }) {
  return (
    <div className="verdict" data-s={update.holds.length === 0 ? 'bad' : 'hold'}>
      <div className="act" data-docked={docked}>
        <VerdictAction update={update} basedOn={useBasedOn()} />
      </div>
    </div>
  );
}

const explained: UpdateSummary = { ...paused291, holds: [hold(CONTENT_291, { reason: 'Boot loops in Canary' })] };

export const buttonStates: GuideSection = {
  id: 'button',
  title: 'Primary button',
  room: 'small',
  states: [
    { name: 'Ready', view: <Button /> },
    { name: 'Sending', view: <Button />, intents: [sending] },
    { name: 'Sending, tried again', view: <Button />, intents: [trying] },
    { name: 'Failed', view: <Button />, intents: [failed] },
    { name: 'Based on old data', view: <Button />, stale: true },
    { name: 'Docked, on a phone', view: <Button docked /> },
    { name: 'Paused, undo offered', view: <Button update={paused291} />, intents: undoOffered },
    { name: 'Asking for the reason', view: <Button update={paused291} />, intents: asking },
    { name: 'Lift', view: <Button update={explained} /> },
  ],
};
