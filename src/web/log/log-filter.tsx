import { useView } from '../app/use-view.ts';
import { LOG_FILTERS } from '../app/view.ts';

const WORDS = {
  all: 'All',
  signals: 'Signals',
  decisions: 'Decisions',
  notes: 'Notes',
  recovery: 'Recovery',
} as const satisfies Record<(typeof LOG_FILTERS)[number], string>;

/** Which kind of entries the log shows. */
export function LogFilterControl() {
  const { log, change } = useView();
  return (
    <fieldset className="seg end">
      <legend className="vh">Show in the log</legend>
      {LOG_FILTERS.map((filter) => (
        <button key={filter} type="button" aria-pressed={filter === log} onClick={() => change({ log: filter })}>
          {WORDS[filter]}
        </button>
      ))}
    </fieldset>
  );
}
