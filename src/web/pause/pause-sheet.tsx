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
export function PauseSheet({ update, basedOn, onClose }: Props) {
  const { pause } = usePause();
  const label = shortName(update);
  return (
    <Sheet title={`Pause ${update.name}`} onClose={onClose}>
      <TodaysNumbers update={update} />
      <p className="sec">
        The gate answers “hold” for every ring at once. Devices that have it keep it. You can undo for 10 s; the reason
        is asked afterwards.
      </p>
      <details className="more">
        <summary>What this will not stop</summary>
        <ScopeFacts update={update} />
      </details>
      {basedOn && <p className="muted">{basedOn}</p>}
      <div className="row">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="btn primary"
          onClick={() => {
            pause(update.id, label);
            onClose();
          }}
        >
          <Icon name="pause" />
          Pause {label} in all rings, {plural(update.without, 'device')} without it
        </button>
      </div>
    </Sheet>
  );
}
