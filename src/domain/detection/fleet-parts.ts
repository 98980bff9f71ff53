/** The parts of the fleet in which evidence is looked for: one guilty cell is found without a penalty for looking. */
import { sectorBuild } from './leaf-keys.ts';
import type { Leaf } from './trial-row.ts';

export type PartKind = 'all' | 'ring' | 'sector' | 'build' | 'region' | 'sector-build';

/** Share of the prior each kind of part has, split evenly over its values. */
const SHARES = { all: 0.5, ring: 0.1, sector: 0.1, build: 0.1, region: 0.05, 'sector-build': 0.15 } as const;
const KINDS = ['ring', 'sector', 'build', 'region', 'sector-build'] as const;

/** Labels of devices there are. */
export type Place = Pick<Leaf, 'ring' | 'sector' | 'build' | 'region'>;

export interface FleetPart {
  readonly kind: PartKind;
  /** The label's code, or the pair's; 0 for all. */
  readonly value: number;
  readonly weight: number;
}

const VALUE = {
  ring: (place: Place) => place.ring,
  sector: (place: Place) => place.sector,
  build: (place: Place) => place.build,
  region: (place: Place) => place.region,
  'sector-build': sectorBuild,
} as const;

/** The parts of a fleet, fixed when a rollout starts. */
export class FleetParts {
  readonly list: readonly FleetPart[];
  readonly #index: ReadonlyMap<string, number>;

  private constructor(list: readonly FleetPart[]) {
    this.list = list;
    this.#index = new Map(list.map(({ kind, value }, index) => [`${kind}:${value}`, index]));
  }

  /** From the labels that occur in the inventory. */
  static of(places: Iterable<Place>): FleetParts {
    const values = KINDS.map((kind) => ({ kind, seen: new Set<number>() }));
    for (const place of places) for (const { kind, seen } of values) seen.add(VALUE[kind](place));
    return new FleetParts([
      { kind: 'all', value: 0, weight: SHARES.all },
      ...values.flatMap(({ kind, seen }) =>
        [...seen].sort((a, b) => a - b).map((value) => ({ kind, value, weight: SHARES[kind] / seen.size })),
      ),
    ]);
  }

  /** As saved. */
  static from(list: readonly FleetPart[]): FleetParts {
    return new FleetParts(list);
  }

  /** Indexes of the parts a leaf lies in; the whole fleet is always the first. */
  partsOf(leaf: Place): number[] {
    const parts = [0];
    for (const kind of KINDS) {
      const index = this.#index.get(`${kind}:${VALUE[kind](leaf)}`);
      if (index !== undefined) parts.push(index);
    }
    return parts;
  }
}
