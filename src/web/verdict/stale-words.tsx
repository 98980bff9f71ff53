import { useView } from '../app/use-view.ts';
import { clockSeconds, duration, zoneName } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { useAgeSec } from '../live/use-freshness.ts';
import { useTicking } from '../live/use-ticking.ts';
import type { Answer } from '../queries/snapshot-query.ts';
import { useRefresh } from '../queries/use-refresh.ts';
import type { Saying } from './say-standing.ts';

interface Props {
  /** The id of its heading. */
  heading: string;
  answer: Answer;
  saying: Saying;
  everyMs: number;
}

/** The verdict while the server does not answer: how old everything is, and what was last known. */
export function StaleWords({ heading, answer, saying, everyMs }: Props) {
  const { tz } = useView();
  const refresh = useRefresh();
  const age = duration(useAgeSec(answer.arrived) * 1000);
  const isOffline = useTicking(() => !navigator.onLine);
  const { asOf } = answer;
  return (
    <>
      <h1 id={heading}>
        <Icon name="watch" />
        <span>
          No answer for {age}. Everything below is from {clockSeconds(asOf, tz)} {zoneName(tz, asOf)}.
        </span>
      </h1>
      <p className="lead">
        <b>When last seen:</b> {saying.headline} {saying.strong}
        {/[.;]$/.test(saying.strong) ? '' : saying.tone === 'bad' ? ' were down.' : '.'}
      </p>
      <p className="evid">
        {isOffline && 'This computer has no network. '}This page asks again every {duration(everyMs)}. A pause is
        retried for 60 s and you are told if it did not get through. Silence here says nothing about your devices.{' '}
        <button type="button" className="link-button" onClick={() => void refresh()}>
          Try now
        </button>
      </p>
    </>
  );
}
