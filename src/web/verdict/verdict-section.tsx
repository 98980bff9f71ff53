import { type ReactNode, useId, useRef } from 'react';

import { Icon, type IconName } from '../icons/icon.tsx';
import type { Answer } from '../queries/snapshot-query.ts';
import { Announcer } from './announcer.tsx';
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
  /** What the sentence is about and how that stands; numbers that change alone are nothing to be told of. */
  change: string;
  /** Where one is, above the sentence. */
  crumb?: ReactNode;
  /** Where to read on, after the evidence. */
  more?: ReactNode;
  /** The one thing to do about it. */
  children: ReactNode;
}

/** How things are, in one sentence, with its evidence and the one thing to do about it. */
export function VerdictSection({ saying, source, change, crumb, more, children }: Props) {
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
        change={stale ? 'stale' : change}
        words={stale ? 'The server does not answer.' : saying.headline}
        isAlarm={!stale && saying.tone === 'bad'}
      />
    </section>
  );
}
