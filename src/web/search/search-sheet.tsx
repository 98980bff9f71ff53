import { type KeyboardEvent, useContext, useEffect, useId, useState } from 'react';
import { MAX_TEXT } from '#contract/limits.ts';
import type { Command } from '../commands/keymap.ts';
import { Icon } from '../icons/icon.tsx';
import { FEWEST_OF_DEVICE, type Found, useSearch } from '../queries/search-query.ts';
import { usePicture } from '../queries/snapshot-query.ts';
import { Sheet, SheetInPlace } from '../shell/sheet.tsx';
import { useSettled } from '../shell/use-settled.ts';
import { prepareResults, type Result } from './prepare-results.ts';
import { useGo } from './use-go.ts';

/** Whoever types is not done for that long after a key. */
const TYPING_MS = 200;
const NOTHING: Found = { updates: [], devices: [] };

interface Props {
  /** What stands in the field at first: typed while this was fetched. */
  typed?: string;
  onClose: () => void;
  onCommand: (command: Command) => void;
}

/** One field over everything: arrow keys choose, Enter goes. */
export function SearchSheet({ typed: first = '', onClose, onCommand }: Props) {
  const list = useId();
  const [text, setText] = useState(first);
  const [chosen, setChosen] = useState<string | null>(null);
  /** Enter came before anything was found. */
  const [isAwaited, setAwaited] = useState(false);
  const typed = text.trim();
  const asked = useSettled(typed, TYPING_MS);
  const listed = usePicture().data?.snapshot.updates ?? [];
  const { found, isCut, isFetching, isError } = useSearch(asked, listed);
  // Between two keys there is nothing from the server that belongs to what is typed.
  const groups = prepareResults(typed, asked === typed ? found : NOTHING, listed);
  const results = groups.flatMap((group) => group.results);
  const current = results.find(({ key }) => key === chosen) ?? results[0];
  const isSearching = isFetching || asked !== typed;
  const go = useGo(onCommand);
  const choose = (result: Result) => {
    // First closed, so that focus goes back before what was chosen takes it.
    onClose();
    go(result.target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter that ends an input method's word chooses the word.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && current) {
      event.preventDefault();
      const place = results.indexOf(current) + step + results.length;
      setChosen(results[place % results.length]?.key ?? null);
    }
    if (event.key === 'Enter' && current) {
      event.preventDefault();
      choose(current);
    } else if (event.key === 'Enter') setAwaited(isSearching);
  };
  useEffect(() => {
    if (!isAwaited || isSearching) return;
    setAwaited(false);
    if (current) choose(current);
  });
  return (
    <Sheet title="Search" onClose={onClose} className="search">
      <div className="search-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label="Search updates, devices, pages and actions"
          aria-expanded={results.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={current ? `${list}-${results.indexOf(current)}` : undefined}
          placeholder="Update, device, page or action"
          autoComplete="off"
          spellCheck={false}
          maxLength={MAX_TEXT}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(null);
            setAwaited(false);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="btn s quiet" onClick={onClose}>
          Close
        </button>
      </div>
      <div role="listbox" id={list} aria-label="Results" className="results">
        {groups.map(({ name, results: offered }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of a listbox
          <div key={name} role="group" aria-label={name}>
            <p aria-hidden="true">{name}</p>
            {offered.map((result) => (
              <Option
                key={result.key}
                id={`${list}-${results.indexOf(result)}`}
                result={result}
                chosen={result === current}
                onPoint={() => setChosen(result.key)}
                onChoose={() => choose(result)}
              />
            ))}
          </div>
        ))}
      </div>
      <p className="muted" role="status">
        {isError
          ? 'Not everything could be searched: the server does not answer.'
          : isAwaited
            ? 'Searching, and opening what is found…'
            : say(results.length, isCut, isSearching)}
      </p>
    </Sheet>
  );
}

const HINT = `Devices are found by the first ${FEWEST_OF_DEVICE} characters of their id or more.`;

function say(results: number, isCut: boolean, isSearching: boolean): string {
  if (isSearching) return 'Searching…';
  if (results === 0) return `Nothing found. ${HINT}`;
  const more = isCut ? ', and there may be others: type on to narrow them down' : '';
  return `${results} ${results === 1 ? 'result' : 'results'}${more}. ${HINT}`;
}

interface OptionProps {
  id: string;
  result: Result;
  chosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Option({ id, result, chosen, onPoint, onChoose }: OptionProps) {
  const inPlace = useContext(SheetInPlace);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={chosen}
      className="result"
      ref={(element) => {
        if (chosen && !inPlace) element?.scrollIntoView({ block: 'nearest' });
      }}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <Icon name={result.icon} />
      <b>{result.words}</b>
      <span>{result.note}</span>
    </div>
  );
}
