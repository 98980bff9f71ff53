/** Who is in the fleet: labels of every device, in typed arrays. */
import type { FleetShape, LabelFilter } from '#contract/scenario.ts';
import { DRAW, unit } from './random.ts';

/** A label a device does not have. */
export const NO_VALUE = 255;

export interface ExtraLabel {
  label: string;
  values: string[];
  of: Uint8Array;
}

/** Labels are indexes into the lists of the shape; `NO_VALUE` where a device has none. */
export interface Fleet {
  readonly shape: FleetShape;
  readonly size: number;
  readonly seed: number;
  readonly names: readonly string[];
  readonly sector: Uint8Array;
  readonly region: Uint8Array;
  readonly build: Uint8Array;
  readonly class: Uint8Array;
  readonly ring: Uint8Array;
  readonly site: Uint32Array;
  readonly siteNames: readonly string[];
  readonly extra: readonly ExtraLabel[];
  /** By region: milliseconds from UTC to local time. */
  readonly offsetMs: readonly number[];
}

/** A test for one device, by index. */
export type Matcher = (device: number) => boolean;

/** The value of a label of a device, or undefined where it has none. */
export function labelOf(fleet: Fleet, device: number, label: string): string | undefined {
  const { shape } = fleet;
  switch (label) {
    case 'sector':
      return shape.sectors[fleet.sector[device] ?? NO_VALUE]?.sector;
    case 'region':
      return shape.regions[fleet.region[device] ?? NO_VALUE]?.region;
    case 'build':
      return shape.builds[fleet.build[device] ?? NO_VALUE]?.build;
    case 'os':
      return shape.builds[fleet.build[device] ?? NO_VALUE]?.os;
    case 'class':
      return shape.classes[fleet.class[device] ?? NO_VALUE]?.class;
    case 'ring':
      return shape.rings[fleet.ring[device] ?? NO_VALUE]?.ring;
    case 'site':
      return fleet.siteNames[fleet.site[device] ?? 0];
    default: {
      const extra = fleet.extra.find((entry) => entry.label === label);
      return extra?.values[extra.of[device] ?? NO_VALUE];
    }
  }
}

/** A test for the devices a filter names; an absent or empty filter takes everybody. */
export function matcher(fleet: Fleet, filter: LabelFilter | undefined): Matcher {
  const entries = Object.entries(filter ?? {}).map(([label, values]) => [label, new Set(values)] as const);
  return (device) => entries.every(([label, values]) => values.has(labelOf(fleet, device, label) ?? ''));
}

/** The ring (index) a device has for a channel. */
export function ringFor(fleet: Fleet, device: number, channel: string | undefined): number {
  const overrides = fleet.shape.ringOverrides ?? [];
  for (const [nth, entry] of overrides.entries()) {
    if (entry.channel !== channel || unit(fleet.seed, DRAW.override, device, nth) >= entry.share) continue;
    if (matcher(fleet, entry.where)(device)) return fleet.shape.rings.findIndex(({ ring }) => ring === entry.ring);
  }
  return fleet.ring[device] ?? NO_VALUE;
}
