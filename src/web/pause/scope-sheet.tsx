import type { UpdateSummary } from '#contract/update.ts';
import { plural } from '../format/number.ts';
import { Icon } from '../icons/icon.tsx';
import { Sheet } from '../shell/sheet.tsx';
import { shortName } from '../verdict/update-names.ts';
import { ScopeFacts } from './scope-facts.tsx';
import { usePause } from './use-pause.ts';

interface Props {
  update: UpdateSummary;
  basedOn: string | null;
  onClose: () => void;
}

/** What a pause will not stop, read before the click or instead of it. */
export function ScopeSheet({ update, basedOn, onClose }: Props) {
  const { pause } = usePause();
  const label = shortName(update);
  return (
    <Sheet title={`What pausing ${label} will not stop`} onClose={onClose}>
      <ScopeFacts update={update} />
      {basedOn && <p className="muted">{basedOn}</p>}
      <div className="row">
        <button type="button" className="btn" onClick={onClose}>
          Close
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
