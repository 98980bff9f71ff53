import { Sheet } from '../shell/sheet.tsx';
import { useCommands } from './commands.ts';
import { KEYMAP } from './keymap.ts';

/** Every key, and the switch for viewers whose software types letters for them. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const { singleKeys, setSingleKeys } = useCommands();
  return (
    <Sheet title="Keys" onClose={onClose}>
      <dl className="keys">
        {KEYMAP.map(({ keys, words }) => (
          <div key={words}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>Close what is open</dd>
        </div>
      </dl>
      <label className="check">
        <input type="checkbox" checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
        Single keys are on. Ctrl K works either way.
      </label>
      <div className="row">
        <button type="button" className="btn" onClick={onClose}>
          Close
        </button>
      </div>
    </Sheet>
  );
}
