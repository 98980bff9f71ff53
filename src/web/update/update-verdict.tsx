import { PlaceLink } from '../app/place-link.tsx';
import { UPDATES } from '../app/places.ts';
import { useView } from '../app/use-view.ts';
import { useBasedOn } from '../live/as-of.tsx';
import { ActDock } from '../pause/act-dock.tsx';
import type { UpdateAnswer } from '../queries/update-query.ts';
import { pauseWord } from '../verdict/say-installs.ts';
import { sayUpdate } from '../verdict/say-update.ts';
import { VerdictAction } from '../verdict/verdict-action.tsx';
import { VerdictSection } from '../verdict/verdict-section.tsx';

interface Props {
  answer: UpdateAnswer;
  stale: boolean;
  everyMs: number;
}

/** The verdict on this update, and its pause. Where nothing speaks for pausing the button does not shout. */
export function UpdateVerdict({ answer, stale, everyMs }: Props) {
  const { tz } = useView();
  const { update, asOf } = answer;
  const basedOn = useBasedOn();
  const saying = sayUpdate(update, asOf, tz);
  const about = [update.id, update.channel, update.reach].filter((part) => part !== null).join(' · ');
  const change = [update.judgement, update.holds.length === 0 ? '' : pauseWord(update, asOf)].join(' ');
  const crumb = (
    <p className="crumb">
      <PlaceLink to={UPDATES}>Updates</PlaceLink>
      <span aria-hidden="true">›</span> {about}
    </p>
  );
  return (
    <VerdictSection saying={saying} source={{ answer, stale, everyMs }} change={change} crumb={crumb}>
      <ActDock className={update.judgement === 'failing' ? 'act' : 'act calm'}>
        <VerdictAction update={update} basedOn={basedOn} />
      </ActDock>
    </VerdictSection>
  );
}
