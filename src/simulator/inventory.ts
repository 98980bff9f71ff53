/** The fleet as its owner's inventory knows it. */
import type { InventoryLine } from '#contract/inventory.ts';
import type { Labels } from '#contract/labels.ts';
import type { Fleet } from './fleet.ts';
import { labelOf, ringFor } from './fleet.ts';

const TEXT_LABELS = ['ring', 'sector', 'region', 'site', 'os', 'build'] as const;

/** One line a device, with all labels and the rings that differ by channel. */
export function* inventoryOf(fleet: Fleet): Generator<InventoryLine> {
  for (let device = 0; device < fleet.size; device += 1) {
    const timeZone = fleet.shape.regions[fleet.region[device] ?? 0]?.timeZone;
    const line: InventoryLine = { device: fleet.names[device] ?? '', labels: labelsOf(fleet, device), timeZone };
    const rings = overriddenRings(fleet, device);
    yield rings ? { ...line, rings } : line;
  }
}

function labelsOf(fleet: Fleet, device: number): Labels {
  const labels: Labels = {};
  for (const label of [...TEXT_LABELS, ...fleet.extra.map((entry) => entry.label)]) {
    const value = labelOf(fleet, device, label);
    if (value !== undefined) labels[label] = value;
  }
  const own = fleet.shape.classes[fleet.class[device] ?? 0]?.class;
  if (own) labels.class = own;
  return labels;
}

function overriddenRings(fleet: Fleet, device: number): Record<string, string> | undefined {
  const rings: Record<string, string> = {};
  for (const { channel } of fleet.shape.ringOverrides ?? []) {
    const ring = fleet.shape.rings[ringFor(fleet, device, channel)]?.ring;
    if (ring !== undefined && ring !== labelOf(fleet, device, 'ring')) rings[channel] = ring;
  }
  return Object.keys(rings).length > 0 ? rings : undefined;
}
