import type { UpdateSummary } from '#contract/update.ts';
import { count, percent, percentRange, plural } from '../format/number.ts';
import { Icon } from '../icons/icon.tsx';
import { downOf, exposedOf, shortName } from '../verdict/update-names.ts';

/** What is known of an update now, before somebody decides about it. */
export function TodaysNumbers({ update, threshold }: { update: UpdateSummary; threshold: number }) {
  const { counts, interval } = update;
  const failing = interval !== null && interval.low > threshold;
  return (
    <>
      <dl className="facts2">
        <dt>Down now</dt>
        <dd>
          <b>
            {count(downOf(update))} of {count(counts.checked)} checked
          </b>
          : {count(counts.loopingChecked)} looping, {count(counts.silentChecked)} silent
        </dd>
        <dt>95 % interval</dt>
        <dd>
          {interval ? percentRange(interval.low, interval.high) : 'not enough checked to say'}, threshold{' '}
          {percent(threshold)}
        </dd>
        <dt>Still being checked</dt>
        <dd>{plural(counts.pending, 'device')}</dd>
        <dt>Without it</dt>
        <dd>
          {plural(update.without, 'device')} of {count(update.targeted)} it is meant for; {count(exposedOf(update))}{' '}
          have it
        </dd>
      </dl>
      {failing && (
        <p className="warn">
          <Icon name="watch" />
          <span>
            {shortName(update)} is still failing: at least {percent(interval.low)} of the devices that get it go down.
          </span>
        </p>
      )}
    </>
  );
}
