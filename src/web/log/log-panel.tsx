import { Suspense, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { LogEntry } from '#contract/log.ts';
import { lazyPart } from '../app/lazy-part.tsx';
import { useView } from '../app/use-view.ts';
import { when } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { AsOf } from '../live/as-of.tsx';
import { LogFilterControl } from './log-filter.tsx';
import { kindOf, ofKind, sayNone } from './log-kind.ts';
import { sayLog } from './say-log.ts';

const NoteForm = lazyPart(async () => (await import('./note-form.tsx')).NoteForm);

const SHOWN = 8;

/** What a note is about. */
export interface Subject {
  update: string;
  label: string;
}

/** Asked for and not answered yet; or not answered when it was due. */
export type LogUnknown = 'loading' | 'unanswered';

const UNKNOWN = {
  loading: 'Loading the log…',
  unanswered: 'The server did not answer with the log. It is asked again.',
} as const satisfies Record<LogUnknown, string>;

interface Props {
  title: string;
  /** Newest first; or why it is not known. */
  log: readonly LogEntry[] | LogUnknown;
  asOf: number;
  nameOf: (update: string) => string;
  /** null: notes are about the fleet. */
  subject: Subject | null;
}

/** The last entries, newest first: who, what, when, and why in their own words; and room for one's own. */
export function LogPanel({ title, log, asOf, nameOf, subject }: Props) {
  const heading = useId();
  const { tz, log: filter } = useView();
  const known = typeof log === 'string' ? [] : log;
  const entries = ofKind(known, filter).slice(0, SHOWN);
  return (
    <section className="panel data log" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        <span className="note">newest first</span>
        <AsOf />
        <LogFilterControl />
      </header>
      <div className="body">
        {entries.length === 0 ? (
          <p className="none-yet">{typeof log === 'string' ? UNKNOWN[log] : sayNone(log, filter)}</p>
        ) : (
          <ol className="tl">
            {entries.map((entry) => {
              const line = sayLog(entry, nameOf);
              return (
                <li key={entry.seq} data-kind={kindOf(entry)}>
                  <time dateTime={new Date(entry.at).toISOString()}>{when(entry.at, asOf, tz)}</time>
                  <Icon name={line.icon} />
                  <p>
                    {line.sentence}
                    {line.words && <q>{line.words}</q>} <span className="who">{line.author}</span>
                  </p>
                </li>
              );
            })}
          </ol>
        )}
        <NoteAdder subject={subject} />
      </div>
    </section>
  );
}

/** A button until somebody wants to write; then a line, about what was on the screen at that moment. */
function NoteAdder({ subject }: { subject: Subject | null }) {
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [begun, setBegun] = useState<{ subject: Subject | null } | null>(null);
  const [saved, setSaved] = useState(false);
  const end = (isSaved: boolean) => {
    const hadFocus = place.current?.contains(document.activeElement) ?? false;
    flushSync(() => {
      setBegun(null);
      setSaved(isSaved);
    });
    if (hadFocus) button.current?.focus({ preventScroll: true });
  };
  return (
    <div className="note-adder" ref={place}>
      {begun ? (
        <Suspense fallback={null}>
          <NoteForm subject={begun.subject} onCancel={() => end(false)} onSaved={() => end(true)} />
        </Suspense>
      ) : (
        <button ref={button} type="button" className="btn quiet" onClick={() => setBegun({ subject })}>
          Add note
        </button>
      )}
      {/* The filter may hide what was written. */}
      <span role="status">{saved && !begun && 'Note saved.'}</span>
    </div>
  );
}
