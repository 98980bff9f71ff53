import { useView } from '../app/view.ts';
import { clockSeconds, duration, zoneName } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { useAgeSec } from '../live/use-freshness.ts';
import { useRefresh } from '../pause/use-pause.ts';
import type { Picture } from '../queries/snapshot-query.ts';
import type { Saying } from './say-standing.ts';

interface Props {
  picture: Picture;
  saying: Saying;
  everyMs: number;
}

/** The verdict while the server does not answer: how old everything is, and what was last known. */
export function StaleWords({ picture, saying, everyMs }: Props) {
  const { tz } = useView();
  const refresh = useRefresh();
  const age = duration(useAgeSec(picture.arrived) * 1000);
  const { asOf } = picture;
  return (
    <>
      <h1 id="verdict">
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
        This page asks again every {duration(everyMs)}. A pause is retried for 60 s and you are told if it did not get
        through. Silence here says nothing about your devices.{' '}
        <button type="button" className="link-button" onClick={() => void refresh()}>
          Try now
        </button>
      </p>
    </>
  );
}
