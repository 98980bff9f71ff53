import { memo, type ReactNode, useId, useMemo } from 'react';
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { PlaceLink } from '../app/place-link.tsx';
import { placeOfDevices } from '../app/places.ts';
import { useView } from '../app/use-view.ts';
import { prepareWindow } from '../charts/prepare-window.ts';
import { count, percent } from '../format/number.ts';
import { Icon } from '../icons/icon.tsx';
import { AsOf } from '../live/as-of.tsx';
import { FactRow } from './fact-row.tsx';
import { intervalScale } from './interval-scale.ts';
import { prepareLink, type RingLink } from './prepare-link.ts';
import { prepareRingCard, type RingCard } from './prepare-ring-card.ts';
import { prepareSpark, type Spark } from './prepare-spark.ts';
import { RingMark } from './ring-mark.tsx';
import { Sparkline } from './sparkline.tsx';
import { StatusChip } from './status-chip.tsx';

/** More rings than this scroll from side to side where there is no room for them. */
const SIDE_BY_SIDE = 4;

interface Props {
  snapshot: Snapshot;
  series: Series | undefined;
}

/** The rings in rollout order, with what stands between them. */
export const RingLane = memo(function RingLane({ snapshot, series }: Props) {
  const { tz, part } = useView();
  const heading = useId();
  const update = snapshot.updates.find((candidate) => candidate.id === snapshot.focus);
  const scale = intervalScale(update?.rings.map((ring) => ring.interval?.high ?? 0) ?? []);
  const { rings } = snapshot;
  const expectedShare = update ? snapshot.expectedShare : null;
  const sparks = useMemo(() => {
    if (!series) return new Map<string, Spark | null>();
    const window = prepareWindow(series, part);
    return new Map(series.lines.map((line) => [line.key, prepareSpark(line, window, expectedShare)]));
  }, [series, part, expectedShare]);
  const title = update ? `Rings in rollout order, ${update.name}` : 'Rings in rollout order';
  return (
    <section className="lane-frame" aria-labelledby={heading}>
      <header className="lane-head">
        <h2 id={heading}>{title}</h2>
        <span className="note">
          {update
            ? `down = looping + silent, of devices checked · updated: of those it is meant for · interval bars 0–${percent(scale)}${
                snapshot.expectedShare === null ? '' : `, tick: ${percent(snapshot.expectedShare)} expected`
              }`
            : 'down = looping + silent, of devices switched on'}
        </span>
        <AsOf />
      </header>
      <Lane rings={rings.length} label={`${title}, ${rings.length} rings`}>
        {rings.map((ring, index) => {
          const next = rings[index + 1];
          const nextInRing = update?.rings.find((candidate) => candidate.ring === next?.ring);
          return (
            <RingPlace
              key={ring.ring}
              index={index}
              card={prepareRingCard(ring, update, { snapshot, scale, zone: tz })}
              spark={sparks.get(ring.ring) ?? null}
              link={next ? prepareLink(nextInRing, next.ring, tz) : null}
            />
          );
        })}
      </Lane>
    </section>
  );
});

function Lane({ rings, label, children }: { rings: number; label: string; children: ReactNode }) {
  if (rings <= SIDE_BY_SIDE) {
    return (
      <div className="lane" data-rings={rings}>
        {children}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="lane many scrolls" data-rings={rings} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

interface PlaceProps {
  card: RingCard;
  index: number;
  spark: Spark | null;
  link: RingLink | null;
}

/** A ring's card, and what leads on from it. */
export function RingPlace({ card, index, spark, link }: PlaceProps) {
  return (
    <div className="ring-place">
      <article className="panel ring data" aria-label={`${card.ring} ring`}>
        <header>
          <h3>
            <RingMark index={index} />
            <span title={card.ring}>{card.ring}</span>
          </h3>
          <span className="n">
            {count(card.devices)}
            <span> {card.devices === 1 ? 'device' : 'devices'}</span>
          </span>
          <StatusChip chip={card.chip} />
        </header>
        <div className="main">
          <p className="fig">
            {card.figure === null ? (
              <span className="none">
                <span aria-hidden="true">–</span>
                <span className="vh">not judged</span>
              </span>
            ) : (
              <>
                {card.figure}
                <small>%</small>
              </>
            )}
          </p>
          <Sparkline spark={spark} index={index} />
          <p className="cap">
            {card.downThere === null ? (
              card.caption
            ) : (
              <PlaceLink to={placeOfDevices(card.downThere)} title="List these devices">
                {card.caption}
              </PlaceLink>
            )}
            {card.captionMore}
          </p>
          <p className="cap">{card.note}</p>
        </div>
        <dl className="facts">
          {card.facts.map((fact) => (
            <FactRow key={fact.label} fact={fact} />
          ))}
        </dl>
      </article>
      {link && (
        <div className="link" data-s={link.held ? 'hold' : 'open'} title={link.title}>
          {link.time && <em>{link.time}</em>}
          <Icon name={link.held ? 'pause' : 'next'} />
          <span className="vh">{link.title}</span>
        </div>
      )}
    </div>
  );
}
