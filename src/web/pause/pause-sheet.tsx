import type { ReactNode } from 'react';
import type { UpdateSummary } from '#contract/update.ts';
import { plural } from '../format/number.ts';
import { Icon } from '../icons/icon.tsx';
import { Sheet } from '../shell/sheet.tsx';
import { shortName } from '../verdict/update-names.ts';
import { ScopeFacts } from './scope-facts.tsx';
import { TodaysNumbers } from './todays-numbers.tsx';
import { usePause } from './use-pause.ts';

interface Props {
  update: UpdateSummary;
  basedOn: string | null;
  onClose: () => void;
}

/** Pausing an update the verdict does not speak of: its numbers first, then the same one click. */
export const PauseSheet = (props: Props) => (
  <BeforePause {...props} title={`Pause ${props.update.name}`} close="Cancel">
    <TodaysNumbers update={props.update} />
    <p className="sec">
      The gate answers “hold” for every ring at once. Devices that have it keep it. You can undo for 10 s; the reason is
      asked afterwards.
    </p>
    <details className="more">
      <summary>What this will not stop</summary>
      <ScopeFacts update={props.update} />
    </details>
  </BeforePause>
);

/** What a pause will not stop, read before the click or instead of it. */
export const ScopeSheet = (props: Props) => (
  <BeforePause {...props} title={`What pausing ${shortName(props.update)} will not stop`} close="Close">
    <ScopeFacts update={props.update} />
  </BeforePause>
);

interface FrameProps extends Props {
  title: string;
  /** What the way out is called. */
  close: string;
  children: ReactNode;
}

function BeforePause({ update, basedOn, onClose, title, close, children }: FrameProps) {
  const { pause } = usePause();
  const label = shortName(update);
  return (
    <Sheet title={title} onClose={onClose}>
      {children}
      {basedOn && <p className="muted">{basedOn}</p>}
      <div className="row">
        <button type="button" className="btn" onClick={onClose}>
          {close}
        </button>
        <button
          type="button"
          className="btn primary"
          onClick={() => {
            onClose();
            pause(update.id, label);
          }}
        >
          <Icon name="pause" />
          Pause {label} in all rings, {plural(update.without, 'device')} without it
        </button>
      </div>
    </Sheet>
  );
}
