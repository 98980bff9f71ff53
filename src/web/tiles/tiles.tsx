/** A figure with its unit, and one line that says from where to where it was counted. */
export interface TileModel {
  label: string;
  figure: string;
  /** Of how many, or in what; small beside the figure. */
  unit: string;
  line: string;
}

function Tile({ tile }: { tile: TileModel }) {
  const { label, figure, unit, line } = tile;
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd className="figure">
        {figure} {unit !== '' && <small>{unit}</small>}
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
