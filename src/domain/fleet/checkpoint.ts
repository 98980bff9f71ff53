/**
 * The fleet state as bytes, one part per 65,536 devices and a header written last. Parts may be taken while
 * reports go on being applied: replaying every report since the cut over them comes to the same state.
 */
import type { UpdateFacts } from '#contract/update.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import type { DictionaryName } from './dictionaries.ts';
import { FleetState } from './fleet-state.ts';
import { KEPT_FIELDS, SEGMENT_BITS, SEGMENT_SIZE } from './segments.ts';
import { settle } from './settle.ts';
import { compileTarget } from './target.ts';

const VERSION = 1;
/** Words of one exposure record: place in the segment, update and flags, installed, activated. */
const EXPOSURE_WORDS = 4;

interface Header {
  readonly version: number;
  readonly now: number;
  readonly dictionaries: Record<DictionaryName, readonly string[]>;
  readonly updates: readonly {
    readonly id: string;
    readonly facts: UpdateFacts;
    readonly firstSeenAt: number;
    /** Counter values by place, only those that are not 0. */
    readonly retired: readonly (readonly [number, number])[];
  }[];
  readonly overriddenChannels: readonly number[];
  readonly signatureFirstAt: readonly (readonly [number, number])[];
}

/** How many parts a checkpoint of this fleet has now. */
export const partCount = (fleet: FleetState): number => fleet.segments.length;

/** The bytes of one part: fields, ring overrides by channel, exposure records, each length-prefixed. */
export function encodePart(fleet: FleetState, part: number): Uint8Array {
  const segment = fleet.segments[part];
  const used = Math.min(SEGMENT_SIZE, fleet.deviceCount - (part << SEGMENT_BITS));
  const arrays: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }[] = KEPT_FIELDS.map((field) =>
    segment[field].subarray(0, (segment[field].length / SEGMENT_SIZE) * used),
  );
  for (const bySegment of fleet.ringOverrides.values()) arrays.push(bySegment[part] ?? new Uint8Array(0));
  const exposures: number[] = [];
  for (let i = 0; i < SEGMENT_SIZE; i++) {
    for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
      const pool = fleet.exposures;
      exposures.push(i, pool.update(record) | (pool.flags(record) << 16), pool.at(record), pool.activatedAt(record));
    }
  }
  arrays.push(new Uint32Array(exposures));
  const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + 4 + array.byteLength, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const array of arrays) {
    view.setUint32(offset, array.byteLength, true);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset + 4);
    offset += 4 + array.byteLength;
  }
  return bytes;
}

/** The header; to be taken after all parts, because it names the codes they use. */
export function encodeHeader(fleet: FleetState): string {
  const names = Object.keys(fleet.dictionaries) as DictionaryName[];
  const header: Header = {
    version: VERSION,
    now: fleet.now,
    dictionaries: Object.fromEntries(
      names.map((name) => [name, fleet.dictionaries[name].values()]),
    ) as Header['dictionaries'],
    updates: fleet.updates.all().map(({ id, facts, firstSeenAt, retired }) => ({
      id,
      facts,
      firstSeenAt,
      retired: retired.values().flatMap((value, at) => (value === 0 ? [] : [[at, value] as const])),
    })),
    overriddenChannels: [...fleet.ringOverrides.keys()],
    signatureFirstAt: [...fleet.signatureFirstAt],
  };
  return JSON.stringify(header);
}

/**
 * The fleet a checkpoint describes, at the time of its header.
 * @throws RangeError when it was written by another version: the caller rebuilds from raw reports instead.
 */
export function decodeFleet(headerText: string, parts: readonly Uint8Array[]): FleetState {
  const header = JSON.parse(headerText) as Header;
  if (header.version !== VERSION) throw new RangeError(`checkpoint version ${header.version}, expected ${VERSION}`);
  const fleet = new FleetState(header.dictionaries.ring ?? DEFAULT_RINGS, header.now);
  for (const name of Object.keys(header.dictionaries) as DictionaryName[]) {
    for (const value of header.dictionaries[name]) fleet.dictionaries[name].code(value);
  }
  for (const [signature, at] of header.signatureFirstAt) fleet.signatureFirstAt.set(signature, at);
  for (const { id, facts, firstSeenAt, retired } of header.updates) {
    const update = fleet.updates.track(id);
    if (!update) continue;
    update.facts = facts;
    update.firstSeenAt = firstSeenAt;
    update.channel = facts.channel === undefined ? 0 : fleet.dictionaries.channel.code(facts.channel);
    update.target = compileTarget(facts.target, fleet.dictionaries);
    const values = update.counters.values();
    for (const [at, value] of retired) values[at] = value;
    update.counters.restore(values);
    update.retired.restore(values);
  }
  for (const [part, bytes] of parts.entries()) {
    const count = decodePart(fleet, header, part, bytes);
    for (let i = 0; i < count; i++) settle(fleet, (part << SEGMENT_BITS) + i);
  }
  return fleet;
}

/** Returns how many devices the part holds. */
function decodePart(fleet: FleetState, header: Header, part: number, bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const next = (): Uint8Array => {
    const length = view.getUint32(offset, true);
    const slice = bytes.slice(offset + 4, offset + 4 + length);
    offset += 4 + length;
    return slice;
  };
  const first = part << SEGMENT_BITS;
  const fields = KEPT_FIELDS.map((field) => [field, next()] as const);
  const [idHi, idLo] = fields.slice(0, 2).map(([, slice]) => new Uint32Array(slice.buffer));
  // Devices met while the checkpoint was written can be missing from a part before the last one: replaying
  // the records since the cut meets them again, and their numbers here stay unused.
  fleet.deviceCount = first;
  for (let i = 0; i < idHi.length; i++) fleet.addDevice({ hi: idHi[i], lo: idLo[i] });
  const segment = fleet.segments[part];
  for (const [field, slice] of fields) new Uint8Array(segment[field].buffer).set(slice);
  for (const channel of header.overriddenChannels) {
    for (const [i, ring] of next().entries()) if (ring !== 0) fleet.setRingOverride(first + i, channel, ring - 1);
  }
  restoreExposures(fleet, part, new Uint32Array(next().buffer));
  return idHi.length;
}

function restoreExposures(fleet: FleetState, part: number, words: Uint32Array): void {
  const segment = fleet.segments[part];
  for (let w = 0; w < words.length; w += EXPOSURE_WORDS) {
    const [i, updateAndFlags, at, activatedAt] = words.subarray(w, w + EXPOSURE_WORDS);
    const update = fleet.updates.at(updateAndFlags & 0xffff);
    const record = fleet.exposures.take(update.number, at, segment.exposure[i]);
    fleet.exposures.setFlags(record, updateAndFlags >>> 16);
    fleet.exposures.setActivatedAt(record, activatedAt);
    segment.exposure[i] = record;
    update.installs.add(at, fleet.ringFor((part << SEGMENT_BITS) + i, update.channel), 1);
  }
}
