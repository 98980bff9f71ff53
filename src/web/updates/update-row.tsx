import { memo, useState } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { PlaceLink } from '../app/place-link.tsx';
import { placeOfUpdate } from '../app/places.ts';
import { count } from '../format/number.ts';
import { Icon } from '../icons/icon.tsx';
import { useHeld } from '../live/use-held.ts';
import { useIntent } from '../pause/use-pause.ts';
import { StatusChip } from '../rings/status-chip.tsx';
import { exposedOf } from '../verdict/update-names.ts';
import { evidenceAgainst, ringBadges, sayRings, stateChip } from './prepare-update-row.ts';

/** A decision that was begun on a row. */
export interface OpenSheet {
  update: string;
  sheet: 'pause' | 'lift';
}

interface Props {
  update: UpdateSummary;
  snapshot: Snapshot;
  onOpen: (sheet: OpenSheet) => void;
}

export const UpdateRow = memo(function UpdateRow({ update, snapshot, onOpen }: Props) {
  const evidence = evidenceAgainst(update, snapshot);
  const rings = ringBadges(update);
  const many = sayRings(rings);
  const { counts } = update;
  return (
    <tr>
      <td className="up">
        <PlaceLink to={placeOfUpdate(update.id)}>{update.name}</PlaceLink>
        <span className="sub">
          {update.reach && <span className="kind">{update.reach}</span>}
          {update.channel ?? update.version}
        </span>
      </td>
      <td data-l="Rings" className="nw">
        <span className={many === null ? 'rp' : 'rp many'} aria-hidden="true">
          {rings.map((ring) => (
            <i key={ring.ring} className={ring.on ? 'on' : ''} title={ring.title}>
              {many === null && ring.letter}
            </i>
          ))}
        </span>
        {many !== null && <span className="sub">{many} rings</span>}
        <span className="vh">{rings.map((ring) => ring.title).join(', ')}</span>
      </td>
      <td className="num" data-l="Exposed">
        {count(exposedOf(update))}
      </td>
      <td className="num" data-l="Looping">
        {count(counts.looping)}
      </td>
      <td className="num" data-l="Silent">
        {count(counts.silent)}
      </td>
      <td className="w" data-l="Evidence against it">
        <span className={evidence.muted ? 'word sec' : 'word'}>{evidence.word}</span>
        <span className="sub">{evidence.number}</span>
      </td>
      <td className="w" data-l="State">
        <StatusChip chip={stateChip(update, snapshot)} />
      </td>
      <td className="num act-cell">
        <RowButton update={update} onOpen={onOpen} />
      </td>
    </tr>
  );
});

const SHEETS = { pause: { icon: 'pause', word: 'Pause…' }, lift: { icon: 'lift', word: 'Lift…' } } as const;

/** Under the pointer it does not come to mean the opposite because somebody else paused: it only stops working. */
function RowButton({ update, onOpen }: Omit<Props, 'snapshot'>) {
  const intent = useIntent(update.id);
  const [pointed, setPointed] = useState(false);
  const due = update.holds.length > 0 ? 'lift' : 'pause';
  const sheet = useHeld(due, pointed && !intent);
  const { icon, word } = SHEETS[sheet];
  const busy = sheet !== due || (sheet === 'pause' && intent !== undefined && intent.step !== 'failed');
  return (
    <button
      type="button"
      className={sheet === 'pause' && update.judgement === 'failing' ? 'btn s' : 'btn s quiet'}
      aria-disabled={busy}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onClick={busy ? undefined : () => onOpen({ update: update.id, sheet })}
    >
      <Icon name={icon} />
      {word}
      <span className="vh"> {update.name}</span>
    </button>
  );
}
