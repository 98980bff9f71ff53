import { useState } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { PlaceLink } from '../app/place-link.tsx';
import { placeOfUpdate } from '../app/places.ts';
import { useView } from '../app/use-view.ts';
import { useBasedOn } from '../live/as-of.tsx';
import type { Freshness } from '../live/freshness.ts';
import { useHeld } from '../live/use-held.ts';
import { ActDock } from '../pause/act-dock.tsx';
import type { Picture } from '../queries/snapshot-query.ts';
import { changeOf } from './change-of.ts';
import { sayVerdict } from './say-verdict.ts';
import { shortName } from './update-names.ts';
import { VerdictAction } from './verdict-action.tsx';
import { VerdictSection } from './verdict-section.tsx';

interface Props {
  picture: Picture;
  state: Freshness;
  everyMs: number;
}

/** The verdict on the whole fleet. */
export function VerdictStrip({ picture, state, everyMs }: Props) {
  const { tz } = useView();
  const { snapshot, asOf } = picture;
  const saying = sayVerdict(snapshot, asOf, tz);
  const basedOn = useBasedOn();
  const source = { answer: picture, stale: state === 'stale', everyMs };
  const { verdict, updates } = snapshot;
  const update = 'update' in verdict ? updates.find(({ id }) => id === verdict.update) : undefined;
  const more = update && <PlaceLink to={placeOfUpdate(update.id)}>All about {shortName(update)}</PlaceLink>;
  return (
    <VerdictSection saying={saying} source={source} change={changeOf(snapshot, asOf)} more={more}>
      <Action snapshot={snapshot} basedOn={basedOn} />
    </VerdictSection>
  );
}

/** Under the pointer, and while somebody writes or goes by keyboard, it goes on meaning the update it meant before. */
function Action({ snapshot, basedOn }: { snapshot: Snapshot; basedOn: string | null }) {
  const [held, setHeld] = useState(false);
  const { verdict } = snapshot;
  const wanted = useHeld(verdict.state === 'failing' || verdict.state === 'paused' ? verdict.update : null, held);
  const update = snapshot.updates.find((candidate) => candidate.id === wanted);
  if (!update) return null;
  return (
    <ActDock className="act" onHeld={setHeld}>
      <VerdictAction key={update.id} update={update} basedOn={basedOn} />
    </ActDock>
  );
}
