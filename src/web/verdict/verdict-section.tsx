import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import type { Answer } from '../queries/snapshot-query.ts';
import type { Saying } from './say-standing.ts';
import { StaleWords } from './stale-words.tsx';

const ICONS = { bad: 'alarm', hold: 'hold', ok: 'ok', unknown: 'unknown' } as const satisfies Record<
  Saying['tone'],
  IconName
>;

interface Props {
  saying: Saying;
  /** The answer it rests on. */
  answer: Answer;
  stale: boolean;
  everyMs: number;
  /** Where one is, above the sentence. */
  crumb?: ReactNode;
  /** The one thing to do about it. */
  children: ReactNode;
}

/** How things are, in one sentence, with its evidence and the one thing to do about it. */
export function VerdictSection({ saying, answer, stale, everyMs, crumb, children }: Props) {
  return (
    <section className="verdict" data-s={stale ? 'stale' : saying.tone} aria-labelledby="verdict">
      <div className="words">
        {crumb}
        {stale ? (
          <StaleWords answer={answer} saying={saying} everyMs={everyMs} />
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
            {saying.evidence !== '' && <p className="evid">{saying.evidence}</p>}
          </>
        )}
      </div>
      {children}
      <p className="vh" aria-live="polite">
        {stale ? 'The server does not answer.' : saying.headline}
      </p>
    </section>
  );
}
