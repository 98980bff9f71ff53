import { useState } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { useView } from '../app/view.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import { useBasedOn } from '../live/as-of.tsx';
import type { Freshness } from '../live/freshness.ts';
import { useHeld } from '../live/use-held.ts';
import type { Picture } from '../queries/snapshot-query.ts';
import type { Saying } from './say-standing.ts';
import { sayVerdict } from './say-verdict.ts';
import { StaleWords } from './stale-words.tsx';
import { VerdictAction } from './verdict-action.tsx';

const ICONS = { bad: 'alarm', hold: 'hold', ok: 'ok', unknown: 'unknown' } as const satisfies Record<
  Saying['tone'],
  IconName
>;

interface Props {
  picture: Picture;
  state: Freshness;
  everyMs: number;
}

/** How things are, in one sentence, with its evidence and the one thing to do about it. */
export function VerdictStrip({ picture, state, everyMs }: Props) {
  const { tz } = useView();
  const { snapshot, asOf } = picture;
  const saying = sayVerdict(snapshot, asOf, tz);
  const stale = state === 'stale';
  const basedOn = useBasedOn();
  return (
    <section className="verdict" data-s={stale ? 'stale' : saying.tone} aria-labelledby="verdict">
      <div className="words">
        {stale ? (
          <StaleWords picture={picture} saying={saying} everyMs={everyMs} />
        ) : (
          <>
            <h1 id="verdict">
              <Icon name={ICONS[saying.tone]} />
              <span>{saying.headline}</span>
            </h1>
            <p className="lead">
              <b>{saying.strong}</b>
              {saying.lead}
            </p>
            <p className="evid">{saying.evidence}</p>
          </>
        )}
      </div>
      <Action snapshot={snapshot} basedOn={basedOn} />
      <p className="vh" aria-live="polite">
        {stale ? 'The server does not answer.' : saying.headline}
      </p>
    </section>
  );
}

/** Under the pointer the button goes on meaning the update it meant when the pointer came. */
function Action({ snapshot, basedOn }: { snapshot: Snapshot; basedOn: string | null }) {
  const [pointed, setPointed] = useState(false);
  const { verdict } = snapshot;
  const wanted = useHeld(verdict.state === 'failing' || verdict.state === 'paused' ? verdict.update : null, pointed);
  const update = snapshot.updates.find((candidate) => candidate.id === wanted);
  if (!update) return null;
  return (
    <div className="act" onPointerEnter={() => setPointed(true)} onPointerLeave={() => setPointed(false)}>
      <VerdictAction key={update.id} update={update} basedOn={basedOn} />
    </div>
  );
}
