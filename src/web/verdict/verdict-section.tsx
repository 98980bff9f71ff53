import { type ReactNode, useId, useRef } from 'react';

import { Icon, type IconName } from '../icons/icon.tsx';
import type { Answer } from '../queries/snapshot-query.ts';
import type { Saying } from './say-standing.ts';
import { StaleWords } from './stale-words.tsx';
import { useSteadyHeight } from './use-steady-height.ts';

/** The symbol of each tone. */
export const VERDICT_ICONS = { bad: 'alarm', hold: 'hold', ok: 'ok', unknown: 'unknown' } as const satisfies Record<
  Saying['tone'],
  IconName
>;

/** The answer a verdict rests on. */
export interface Source {
  answer: Answer;
  stale: boolean;
  everyMs: number;
}

interface Props {
  saying: Saying;
  source: Source;
  /** Where one is, above the sentence. */
  crumb?: ReactNode;
  /** Where to read on, after the evidence. */
  more?: ReactNode;
  /** The one thing to do about it. */
  children: ReactNode;
}

/** How things are, in one sentence, with its evidence and the one thing to do about it. */
export function VerdictSection({ saying, source, crumb, more, children }: Props) {
  const heading = useId();
  const { answer, stale, everyMs } = source;
  const section = useRef<HTMLElement>(null);
  const state = stale ? 'stale' : saying.tone;
  useSteadyHeight(section, state);
  return (
    <section ref={section} className="verdict" data-s={state} aria-labelledby={heading}>
      <div className="words">
        {crumb}
        {stale ? (
          <StaleWords heading={heading} answer={answer} saying={saying} everyMs={everyMs} />
        ) : (
          <>
            <h1 id={heading}>
              <Icon name={VERDICT_ICONS[saying.tone]} />
              <span>{saying.headline}</span>
            </h1>
            <p className="lead">
              <b>{saying.strong}</b>
              {saying.lead}
            </p>
            {(saying.evidence !== '' || more) && (
              <p className="evid">
                {saying.evidence} {more}
              </p>
            )}
          </>
        )}
      </div>
      {children}
      <Announcer
        words={stale ? 'The server does not answer.' : saying.headline}
        isAlarm={!stale && saying.tone === 'bad'}
      />
    </section>
  );
}

/** Tells screen readers when the verdict changes: an alarm at once, the rest when they are free. Polls say nothing. */
function Announcer({ words, isAlarm }: { words: string; isAlarm: boolean }) {
  return (
    <>
      <p className="vh" aria-live="polite">
        {isAlarm ? '' : words}
      </p>
      <p className="vh" aria-live="assertive">
        {isAlarm ? words : ''}
      </p>
    </>
  );
}
