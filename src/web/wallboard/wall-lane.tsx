import { memo } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { useView } from '../app/use-view.ts';
import { count } from '../format/number.ts';
import { Icon } from '../icons/icon.tsx';
import { FactBar } from '../rings/fact-row.tsx';
import { intervalScale } from '../rings/interval-scale.ts';
import { prepareLink } from '../rings/prepare-link.ts';
import { prepareRingCard, type RingCard } from '../rings/prepare-ring-card.ts';
import { RingMark } from '../rings/ring-mark.tsx';
import { StatusChip } from '../rings/status-chip.tsx';

/** Up to this many rings stand in one row, with all they know. */
const ONE_ROW = 4;

/** The rings in rollout order, with what stands between them. */
export const WallLane = memo(function WallLane({ snapshot }: { snapshot: Snapshot }) {
  const { tz } = useView();
  const { rings, updates, focus } = snapshot;
  const update = updates.find((candidate) => candidate.id === focus);
  const scale = intervalScale(update?.rings.map((ring) => ring.interval?.high ?? 0) ?? []);
  const cards = rings.map((ring) => prepareRingCard(ring, update, { snapshot, scale, zone: tz }));
  const compact = rings.length > ONE_ROW;
  return (
    <section
      className={compact ? 'wall-lane compact' : 'wall-lane'}
      data-rings={rings.length}
      aria-label="Rings in rollout order"
    >
      {cards.map((card, index) => {
        const next = rings[index + 1]?.ring;
        const link =
          next &&
          prepareLink(
            update?.rings.find(({ ring }) => ring === next),
            next,
            tz,
          );
        return (
          <article key={card.ring} className="wall-ring data" aria-label={`${card.ring} ring`}>
            {compact ? <CompactCard card={card} index={index} /> : <FullCard card={card} index={index} />}
            {link && !compact && (
              <span className="wall-link" data-s={link.held ? 'hold' : 'open'}>
                <Icon name={link.held ? 'pause' : 'next'} />
                <span className="vh">{link.title}</span>
              </span>
            )}
          </article>
        );
      })}
    </section>
  );
});

interface CardProps {
  card: RingCard;
  index: number;
}

function FullCard({ card, index }: CardProps) {
  return (
    <>
      <header>
        <h2>
          <RingMark index={index} />
          {card.ring}
        </h2>
        <span>{count(card.devices)}</span>
      </header>
      <Figure figure={card.figure} />
      <StatusChip chip={card.chip} />
      <p>{card.caption}</p>
      <dl>
        {card.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {card.progress && (
        <div aria-hidden="true">
          <FactBar bar={card.progress} />
        </div>
      )}
    </>
  );
}

function CompactCard({ card, index }: CardProps) {
  return (
    <>
      <header>
        <h2>
          <RingMark index={index} />
          {card.ring}
        </h2>
        <Figure figure={card.figure} />
      </header>
      <StatusChip chip={card.chip} />
      <p>{card.caption}</p>
    </>
  );
}

function Figure({ figure }: { figure: string | null }) {
  if (figure !== null) {
    return (
      <p className="wall-figure">
        {figure}
        <small>%</small>
      </p>
    );
  }
  return (
    <p className="wall-figure none">
      <span aria-hidden="true">–</span>
      <span className="vh">not judged</span>
    </p>
  );
}
