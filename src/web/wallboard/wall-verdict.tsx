import { useId } from 'react';
import { useView } from '../app/use-view.ts';
import { clockSeconds, duration, zoneName } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { useAgeSec } from '../live/use-freshness.ts';
import type { Answer } from '../queries/snapshot-query.ts';
import { VERDICT_ICONS } from '../verdict/verdict-section.tsx';
import type { WallSaying } from './say-wall.ts';

/** Headlines beyond this many letters are set smaller. */
const LONG_HEADLINE = 52;

/** How things are, in one sentence, with its numbers, its evidence, and whether it is paused. */
export function WallVerdict({ saying }: { saying: WallSaying }) {
  const heading = useId();
  const { tone, headline, strong, lead, evidence, pause } = saying;
  return (
    <section className="wall-verdict" data-s={tone} aria-labelledby={heading}>
      <Icon name={VERDICT_ICONS[tone]} />
      <div>
        <h1 id={heading} data-long={headline.length > LONG_HEADLINE}>
          {headline}
        </h1>
        <p>
          <b>{strong}</b>
          {lead}
        </p>
        {(evidence !== '' || pause !== '') && (
          <p>
            {evidence} <b>{pause}</b>
          </p>
        )}
      </div>
    </section>
  );
}

interface StaleProps {
  answer: Answer;
  saying: WallSaying;
}

/** The same while the server does not answer: how old everything is, and what was last known. */
export function StaleVerdict({ answer, saying }: StaleProps) {
  const heading = useId();
  const { tz } = useView();
  const { asOf, arrived } = answer;
  const age = duration(useAgeSec(arrived) * 1000);
  return (
    <section className="wall-verdict" data-s="stale" aria-labelledby={heading}>
      <Icon name="watch" />
      <div>
        <h1 id={heading}>No answer for {age}.</h1>
        <p>
          <b>
            Everything here is from {clockSeconds(asOf, tz)} {zoneName(tz, asOf)}.
          </b>{' '}
          Silence here says nothing about your devices.
        </p>
        <p>
          When last seen: {saying.headline} {saying.pause}
        </p>
      </div>
    </section>
  );
}
