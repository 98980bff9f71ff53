/** Labels: from reports and from the inventory. */
import type { InventoryLine } from '#contract/inventory.ts';
import { COUNTED_LABELS, type Labels } from '#contract/labels.ts';
import { extraHash } from './extra-labels.ts';
import type { FleetState } from './fleet-state.ts';
import type { Hash64 } from './hash.ts';
import { listDevice } from './inventory-counts.ts';
import { SEGMENT_MASK } from './segments.ts';
import { settle, uncount } from './settle.ts';
import { compileTarget } from './target.ts';

/**
 * Labels as of `at` (epoch seconds). Newer labels replace older ones; labels that come late, behind newer
 * ones, only fill what was not said. True when something changed; the caller settles the device.
 */
export function labelDevice(fleet: FleetState, device: number, labels: Labels, at: number): boolean {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const late = at < segment.labelledAt[i];
  if (!late) segment.labelledAt[i] = at;
  let changed = false;
  for (const label of COUNTED_LABELS) {
    const value = labels[label];
    if (value === undefined) continue;
    const code = codeOf(fleet, label, value);
    if (code === segment[label][i] || (late && segment[label][i] !== 0)) continue;
    if (!changed) uncount(fleet, device);
    changed = true;
    segment[label][i] = code;
  }
  return changed;
}

/** The code of a label's value, given out now if it is new. */
function codeOf(fleet: FleetState, label: (typeof COUNTED_LABELS)[number], value: string): number {
  const isNew = fleet.dictionaries[label].wouldBe(value) === -1;
  const code = fleet.dictionaries[label].code(value);
  // An update may be meant for it. No device had it before, so nothing that is counted changes.
  if (isNew)
    for (const update of fleet.updates.all()) update.target = compileTarget(update.facts.target, fleet.dictionaries);
  return code;
}

/** Applies one line of the inventory as of `at` (epoch seconds); the device need not have been heard of. */
export function applyInventory(fleet: FleetState, hash: Hash64, line: InventoryLine, at: number): void {
  const device = fleet.deviceFor(hash);
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (line.labels) labelDevice(fleet, device, line.labels, at);
  // Not from reports: what they say beside it would have the same inventory written again.
  const extra = extraHash(line.labels ?? {});
  if (extra !== 0) segment.extraHash[i] = extra;
  listDevice(fleet, device);
  if (line.timeZone) fleet.zones.set(segment.region[i], line.timeZone);
  for (const [channel, ring] of Object.entries(line.rings ?? {})) {
    uncount(fleet, device);
    fleet.setRingOverride(device, fleet.dictionaries.channel.code(channel), codeOf(fleet, 'ring', ring));
  }
  settle(fleet, device);
}
