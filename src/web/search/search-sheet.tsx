import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import type { Command } from '../commands/keymap.ts';
import { Icon } from '../icons/icon.tsx';
import { useSearch } from '../queries/search-query.ts';
import { Sheet } from '../shell/sheet.tsx';
import { prepareResults, type Result } from './prepare-results.ts';
import { useGo } from './use-go.ts';

interface Props {
  onClose: () => void;
  onCommand: (command: Command) => void;
}

/** One field over everything: arrow keys choose, Enter goes. */
export function SearchSheet({ onClose, onCommand }: Props) {
  const list = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const typed = useDeferredValue(text.trim());
  const { found, isFetching, isError } = useSearch(typed);
  const groups = prepareResults(typed, found);
  const results = groups.flatMap((group) => group.results);
  const current = results[Math.min(chosen, results.length - 1)];
  const go = useGo(onCommand);
  const choose = (result: Result) => {
    // First closed, so that focus goes back before what was chosen takes it.
    onClose();
    go(result.target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && results.length > 0) {
      event.preventDefault();
      setChosen((results.length + Math.min(chosen, results.length - 1) + step) % results.length);
    }
    if (event.key === 'Enter' && current) {
      event.preventDefault();
      choose(current);
    }
  };
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
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
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
                onPoint={() => setChosen(results.indexOf(result))}
                onChoose={() => choose(result)}
              />
            ))}
          </div>
        ))}
      </div>
      <p className="muted" role="status">
        {isError ? 'The server does not answer: only pages and actions are searched.' : say(results.length, isFetching)}
      </p>
    </Sheet>
  );
}

function say(results: number, isFetching: boolean): string {
  if (results > 0)
    return `${results} ${results === 1 ? 'result' : 'results'}. Devices are found by the beginning of their id.`;
  return isFetching ? 'Searching…' : 'Nothing found. Devices are found by the beginning of their id.';
}

interface OptionProps {
  id: string;
  result: Result;
  chosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Option({ id, result, chosen, onPoint, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={chosen}
      className="result"
      ref={(element) => {
        if (chosen) element?.scrollIntoView({ block: 'nearest' });
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
