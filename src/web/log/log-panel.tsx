import { memo } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { useView } from '../app/view.ts';
import { when } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { AsOf } from '../live/as-of.tsx';
import { nameOf } from '../updates/prepare-update-row.ts';
import { sayLog } from './say-log.ts';

const SHOWN = 8;

/** The last decisions, newest first: who, what, when, and why in their own words. */
export const LogPanel = memo(function LogPanel({ snapshot }: { snapshot: Snapshot }) {
  const { tz } = useView();
  const { log, asOf } = snapshot;
  return (
    <section className="panel data" aria-labelledby="h-log">
      <header>
        <h2 id="h-log">Recent log</h2>
        <span className="note">what people and rules decided, newest first</span>
        <AsOf />
      </header>
      <div className="body">
        {log.length === 0 ? (
          <p className="none-yet">Nothing has been decided yet.</p>
        ) : (
          <ol className="tl">
            {log.slice(0, SHOWN).map((entry) => {
              const line = sayLog(entry, (id) => nameOf(snapshot, id));
              return (
                <li key={entry.seq} data-kind={entry.kind}>
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
