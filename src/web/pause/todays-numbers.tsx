import type { UpdateSummary } from '#contract/update.ts';
import { versionOf } from '#contract/update-id.ts';
import { LN_WATCH } from '#domain/detection/decide.ts';
import { oneIn } from '#domain/detection/one-in.ts';
import { count, percent, percentRange, plural } from '../format/number.ts';
import { Icon } from '../icons/icon.tsx';
import { sayBlast } from '../verdict/say-evidence.ts';
import { downOf, exposedOf, shortName } from '../verdict/update-names.ts';

/** What is known of an update now, before somebody decides about it. */
export function TodaysNumbers({ update }: { update: UpdateSummary }) {
  const { counts, interval, evidence } = update;
  const { judgement } = update;
  const by = judgement === 'explained' ? update.explainedBy : null;
  // Of the trials: the share that is down now falls with every repair, and the update gets no better by it.
  const failing = evidence?.share.low ?? interval?.low;
  return (
    <>
      {by !== null && (
        <p className="warn">
          <Icon name="linked" />
          <span>
            {shortName(update)} is not blamed: it fails only where {versionOf(by)} is too.
          </span>
        </p>
      )}
      <dl className="facts2">
        <dt>Down now</dt>
        <dd>
          <b>
            {count(downOf(update))} of {count(counts.checked)} checked
          </b>
          : {count(counts.loopingChecked)} looping, {count(counts.silentChecked)} silent
        </dd>
        <dt>95 % interval</dt>
        <dd>{interval ? percentRange(interval.low, interval.high) : 'not enough checked to say'}</dd>
        {evidence && (
          <>
            <dt>Evidence</dt>
            <dd>
              <b>{by === null ? evidence.word : `Only where ${versionOf(by)} is`}</b>
              {by === null && evidence.lnMost >= LN_WATCH && `: ${oneIn(evidence.lnMost)}`}
            </dd>
            {by === null && (
              <>
                <dt>Who is hit</dt>
                <dd>{sayBlast(evidence, update)}</dd>
              </>
            )}
          </>
        )}
        <dt>Still being checked</dt>
        <dd>{plural(counts.pending, 'device')}</dd>
        <dt>Without it</dt>
        <dd>
          {plural(update.without, 'device')} of {count(update.targeted)} it is meant for; {count(exposedOf(update))} got
          it
        </dd>
      </dl>
      {judgement === 'failing' && failing !== undefined && (
        <p className="warn">
          <Icon name="watch" />
          <span>
            {shortName(update)} is failing now: at least {percent(failing)} of the devices that get it go down.
          </span>
        </p>
      )}
    </>
  );
}
