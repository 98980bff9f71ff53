import { memo, useId } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { useView } from '../app/view.ts';
import { when } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { AsOf } from '../live/as-of.tsx';
import { nameOf } from '../updates/prepare-update-row.ts';
import { LogFilterControl } from './log-filter.tsx';
import { kindOf, ofKind, sayNone } from './log-kind.ts';
import { sayLog } from './say-log.ts';

const SHOWN = 8;

/** The last decisions, newest first: who, what, when, and why in their own words. */
export const LogPanel = memo(function LogPanel({ snapshot }: { snapshot: Snapshot }) {
  const heading = useId();
  const { tz, log: filter } = useView();
  const { log, asOf } = snapshot;
  const entries = ofKind(log, filter).slice(0, SHOWN);
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>Recent log</h2>
        <span className="note">newest first</span>
        <AsOf />
        <LogFilterControl />
      </header>
      <div className="body">
        {entries.length === 0 ? (
          <p className="none-yet">{sayNone(log, filter)}</p>
        ) : (
          <ol className="tl">
            {entries.map((entry) => {
              const line = sayLog(entry, (id) => nameOf(snapshot, id));
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
      </div>
    </section>
  );
});
