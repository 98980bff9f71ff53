/**
 * The fleet state as bytes, one part per 65,536 devices and a header written last. Parts may be taken while
 * reports go on being applied: replaying every report since the cut over them comes to the same state.
 */
import type { UpdateFacts } from '#contract/update.ts';
import type { DeafTimes } from './deaf-times.ts';
import type { DictionaryName } from './dictionaries.ts';
import { FleetState } from './fleet-state.ts';
import { DeviceSegment, KEPT_FIELDS, SEGMENT_BITS, SEGMENT_SIZE } from './segments.ts';
import { settle } from './settle.ts';
import { type SavedSuspensions, Suspensions } from './suspensions.ts';
import { compileTarget } from './target.ts';
import { countTargets } from './track-update.ts';
import { type SavedTrials, TrialBlocks } from './trial-blocks.ts';
import { controlAgainAt } from './trials.ts';

const VERSION = 7;
/** Words of one exposure record: place in the segment, update with flags and ring, installed, activated. */
const EXPOSURE_WORDS = 4;
/** Says by its length how many devices a part has. */
const COUNTED_FIELD = 'idHi';
const NOTHING = new Uint8Array(0);

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
  readonly deaf: DeafTimes;
  readonly zones: readonly (readonly [number, string])[];
  readonly suspensions: SavedSuspensions;
  readonly channels: readonly number[];
  readonly signatureFirstAt: readonly (readonly [number, number])[];
  readonly trials: SavedTrials;
}

/** What a checkpoint froze when it began: devices, channels and retired counts after it come from replay. */
export interface Cut {
  readonly now: number;
  readonly deviceCount: number;
  readonly channels: readonly number[];
  readonly retired: ReadonlyMap<string, Header['updates'][number]['retired']>;
  readonly suspensions: SavedSuspensions;
  readonly parts: number;
}

/** Begins a checkpoint; every part and the header must be taken before `endCheckpoint`. One at a time. */
export function beginCheckpoint(fleet: FleetState): Cut {
  fleet.forgotten = [];
  const { deviceCount } = fleet;
  fleet.cutTrials = { blocks: TrialBlocks.restore(fleet.trials.save()), deviceCount, partsEncoded: 0 };
  const sparse = (values: readonly number[]) =>
    values.flatMap((value, at) => (value === 0 ? [] : [[at, value] as const]));
  return {
    now: fleet.now,
    deviceCount: fleet.deviceCount,
    channels: [...fleet.ringOverrides.keys()],
    retired: new Map(fleet.updates.all().map(({ id, retired }) => [id, sparse(retired.values())])),
    suspensions: fleet.suspensions.save(),
    parts: Math.ceil(fleet.deviceCount / SEGMENT_SIZE),
  };
}

export function endCheckpoint(fleet: FleetState): void {
  fleet.forgotten = undefined;
  fleet.cutTrials = undefined;
}

/**
 * The parts in order. The bytes of one are overwritten when the next is taken, where that fits: fresh memory of ten
 * megabytes costs more than writing to it.
 */
export function* encodeParts(fleet: FleetState, cut: Cut): Generator<Uint8Array> {
  let room = new ArrayBuffer(0);
  for (let part = 0; part < cut.parts; part++) {
    const bytes = encodePart(fleet, cut, part, room);
    room = bytes.buffer;
    yield bytes;
  }
}

/**
 * The bytes of one part: fields, ring overrides by channel, exposure records, each length-prefixed. A field that no
 * device of the part uses has no bytes, but for the ids, which say how many devices there are.
 */
function encodePart(fleet: FleetState, cut: Cut, part: number, room: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const segment = fleet.segments[part];
  const used = Math.min(SEGMENT_SIZE, cut.deviceCount - (part << SEGMENT_BITS));
  const arrays: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }[] = KEPT_FIELDS.map((field) => {
    const values = segment[field].subarray(0, (segment[field].length / SEGMENT_SIZE) * used);
    return field === COUNTED_FIELD || isUsed(segment[field].buffer) ? values : NOTHING;
  });
  for (const channel of cut.channels) {
    arrays.push(fleet.ringOverrides.get(channel)?.[part]?.subarray(0, used) ?? NOTHING);
  }
  arrays.push(exposureWords(fleet, part, used));
  const size = arrays.reduce((sum, array) => sum + 4 + array.byteLength, 0);
  const bytes = size <= room.byteLength ? new Uint8Array(room, 0, size) : new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const array of arrays) {
    view.setUint32(offset, array.byteLength, true);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset + 4);
    offset += 4 + array.byteLength;
  }
  if (fleet.cutTrials) fleet.cutTrials.partsEncoded = part + 1;
  return bytes;
}

/** Whether any device has anything in the field; as words, whatever their type, so that the loop is compiled for one. */
function isUsed(field: ArrayBuffer): boolean {
  const words = new Uint32Array(field);
  for (let i = 0; i < words.length; i++) if (words[i] !== 0) return true;
  return false;
}

function exposureWords(fleet: FleetState, part: number, used: number): Uint32Array {
  const { exposures: pool } = fleet;
  const { exposure } = fleet.segments[part];
  // Forgotten since the cut: their count is not in the cut's retired counts yet, so they are still records.
  const forgotten = (fleet.forgotten ?? []).filter(({ device }) => device >>> SEGMENT_BITS === part);
  let records = forgotten.length;
  for (let i = 0; i < used; i++) for (let record = exposure[i]; record !== -1; record = pool.next(record)) records++;
  const words = new Uint32Array(records * EXPOSURE_WORDS);
  let w = 0;
  for (let i = 0; i < used; i++) {
    for (let record = exposure[i]; record !== -1; record = pool.next(record)) {
      words[w++] = i;
      words[w++] = pool.update(record) | (pool.flags(record) << 16) | (pool.ring(record) << 24);
      words[w++] = pool.at(record);
      words[w++] = pool.activatedAt(record);
    }
  }
  for (const { device, update, flags, ring, at, activatedAt } of forgotten) {
    words.set([device & (SEGMENT_SIZE - 1), update | (flags << 16) | (ring << 24), at, activatedAt], w);
    w += EXPOSURE_WORDS;
  }
  return words;
}

/** The header; to be taken after all parts, because it names the codes they use. */
export function encodeHeader(fleet: FleetState, cut: Cut): string {
  const names = Object.keys(fleet.dictionaries) as DictionaryName[];
  const header: Header = {
    version: VERSION,
    now: cut.now,
    deaf: fleet.deaf,
    zones: [...fleet.zones],
    suspensions: cut.suspensions,
    dictionaries: Object.fromEntries(
      names.map((name) => [name, fleet.dictionaries[name].values()]),
    ) as Header['dictionaries'],
    updates: fleet.updates.all().map(({ id, facts, firstSeenAt }) => ({
      id,
      facts,
      firstSeenAt,
      retired: cut.retired.get(id) ?? [],
    })),
    channels: cut.channels,
    signatureFirstAt: [...fleet.signatureFirstAt],
    trials: (fleet.cutTrials?.blocks ?? fleet.trials).save(),
  };
  return JSON.stringify(header);
}

/** A fleet on its way back from a checkpoint. */
export interface Restoring {
  readonly fleet: FleetState;
  readonly header: Header;
  parts: number;
}

/**
 * Begins to restore what a checkpoint describes; `rings` is the rollout order the owner set. Every part follows, in
 * order, then `endRestore`. Undefined when it was written by a version that is not read any more: the caller replays
 * every record instead.
 */
export function beginRestore(headerText: string, rings: readonly string[]): Restoring | undefined {
  const header = JSON.parse(headerText) as Header;
  if (header.version !== VERSION) return undefined;
  const fleet = new FleetState(rings, header.now, header.dictionaries.ring);
  fleet.deaf = header.deaf;
  fleet.suspensions = new Suspensions(header.suspensions);
  for (const name of Object.keys(header.dictionaries) as DictionaryName[]) {
    for (const value of header.dictionaries[name]) fleet.dictionaries[name].code(value);
  }
  for (const [region, zone] of header.zones) fleet.zones.set(region, zone);
  for (const [signature, at] of header.signatureFirstAt) fleet.signatureFirstAt.set(signature, at);
  for (const update of header.updates) decodeUpdate(fleet, update);
  fleet.trials = TrialBlocks.restore(header.trials);
  return { fleet, header, parts: 0 };
}

/** The fleet at the time of the checkpoint's cut. */
export function endRestore({ fleet }: Restoring): FleetState {
  fleet.index.addAll(fleet.deviceCount);
  // Only now: whether a site is dark depends on all of its devices.
  for (let device = 0; device < fleet.deviceCount; device++) settle(fleet, device);
  for (const update of fleet.updates.all()) countTargets(fleet, update);
  return fleet;
}

/** What follows from a device's own fields. */
function restoreDerived(fleet: FleetState, device: number): void {
  const segment = fleet.segmentOf(device);
  const i = device & (SEGMENT_SIZE - 1);
  segment.controlFrom[i] = controlAgainAt(fleet, segment, i);
  fleet.peers.heard(segment.site[i], device, segment.heardAt[i]);
}

function decodeUpdate(fleet: FleetState, { id, facts, firstSeenAt, retired }: Header['updates'][number]): void {
  const update = fleet.updates.track(id);
  if (!update) return;
  update.facts = facts;
  update.firstSeenAt = firstSeenAt;
  update.channel = facts.channel === undefined ? 0 : fleet.dictionaries.channel.code(facts.channel);
  update.target = compileTarget(facts.target, fleet.dictionaries);
  const values = update.counters.values();
  for (const [at, value] of retired) values[at] = value;
  update.counters.restore(values);
  update.retired.restore(values);
}

/** Takes in the next part. */
export function restorePart(restoring: Restoring, bytes: Uint8Array): void {
  const { fleet, header } = restoring;
  const part = restoring.parts++;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const next = (): Uint8Array => {
    const start = offset + 4;
    offset = start + view.getUint32(offset, true);
    return bytes.subarray(start, offset);
  };
  const first = part << SEGMENT_BITS;
  const segment = new DeviceSegment();
  let devices = 0;
  for (const field of KEPT_FIELDS) {
    const kept = next();
    new Uint8Array(segment[field].buffer).set(kept);
    if (field === COUNTED_FIELD) devices = kept.length / segment[COUNTED_FIELD].BYTES_PER_ELEMENT;
  }
  fleet.addSegment(segment, devices);
  for (const channel of header.channels) {
    for (const [i, ring] of next().entries()) if (ring !== 0) fleet.setRingOverride(first + i, channel, ring - 1);
  }
  // Copied, because the words must lie at a multiple of four.
  restoreExposures(fleet, part, new Uint32Array(new Uint8Array(next()).buffer));
  for (let device = first; device < fleet.deviceCount; device++) restoreDerived(fleet, device);
}

function restoreExposures(fleet: FleetState, part: number, words: Uint32Array): void {
  const segment = fleet.segments[part];
  for (let w = 0; w < words.length; w += EXPOSURE_WORDS) {
    const [i, updateAndFlags, at, activatedAt] = words.subarray(w, w + EXPOSURE_WORDS);
    const update = fleet.updates.at(updateAndFlags & 0xffff);
    const ring = updateAndFlags >>> 24;
    const record = fleet.exposures.take(update.number, ring, at, segment.exposure[i]);
    fleet.exposures.setFlags(record, (updateAndFlags >>> 16) & 0xff);
    fleet.exposures.setActivatedAt(record, activatedAt);
    segment.exposure[i] = record;
    update.installs.add(at, ring, 1);
  }
}
