/** What a line of the inventory would change, without changing it. */
import type { InventoryLine } from '#contract/inventory.ts';
import { COUNTED_LABELS } from '#contract/labels.ts';
import type { Dictionary } from './dictionary.ts';
import { extraHash } from './extra-labels.ts';
import type { FleetState } from './fleet-state.ts';
import type { Hash64 } from './hash.ts';
import { SEGMENT_MASK } from './segments.ts';

export interface LineChange {
  /** A label, `ring:CHANNEL`, `timeZone`, or `other labels` for all that are not counted. */
  readonly what: string;
  /** null where nothing was known, or where the state does not know what it was. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Undefined for a device that is not in the inventory yet; otherwise what the line says of the device otherwise than it
 * is known. Not the time zone: that is its region's, and other lines may tell another.
 */
export function changesOf(fleet: FleetState, hash: Hash64, line: InventoryLine): LineChange[] | undefined {
  const device = fleet.index.find(hash);
  if (device === -1) return undefined;
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (segment.listed[i] === 0) return undefined;
  const { dictionaries } = fleet;
  const changes: LineChange[] = [];
  const { labels = {} } = line;
  for (const label of COUNTED_LABELS) {
    const to = labels[label];
    if (to === undefined) continue;
    const code = dictionaries[label].wouldBe(to);
    if (code !== segment[label][i])
      changes.push({ what: label, from: nameOf(dictionaries[label], segment[label][i]), to });
  }
  for (const [channel, to] of Object.entries(line.rings ?? {})) {
    const channelCode = dictionaries.channel.wouldBe(channel);
    if (channelCode === 0) continue;
    const known = fleet.ringOverride(device, channelCode);
    if (known === -1 || known !== dictionaries.ring.wouldBe(to)) {
      changes.push({ what: `ring:${channel}`, from: known === -1 ? null : dictionaries.ring.name(known), to });
    }
  }
  const extra = extraHash(labels);
  if (extra !== 0 && extra !== segment.extraHash[i]) changes.push({ what: 'other labels', from: null, to: null });
  return changes;
}

const nameOf = (dictionary: Dictionary, code: number): string | null => (code === 0 ? null : dictionary.name(code));
