import { PlaceLink } from '../app/place-link.tsx';

/** A figure with its unit, and one line that says from where to where it was counted. */
export interface TileModel {
  label: string;
  figure: string;
  /** Of how many, or in what; small beside the figure. */
  unit: string;
  line: string;
  /** Where what it counts is listed; null where there is nothing. */
  place: string | null;
}

function Tile({ tile }: { tile: TileModel }) {
  const { label, figure, unit, line, place } = tile;
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd className="figure">
        {place === null ? (
          figure
        ) : (
          <PlaceLink to={place} aria-label={`${label}: ${figure} devices, list them`}>
            {figure}
          </PlaceLink>
        )}{' '}
        {unit !== '' && <small>{unit}</small>}
      </dd>
      <dd className="line">{line}</dd>
    </div>
  );
}

/** Tiles side by side, in the order given. */
export function Tiles({ tiles }: { tiles: readonly TileModel[] }) {
  return (
    <dl className="tiles">
      {tiles.map((tile) => (
        <Tile key={tile.label} tile={tile} />
      ))}
    </dl>
  );
}
