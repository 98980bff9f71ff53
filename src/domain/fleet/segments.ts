/** Device state in segments: growing adds a segment and copies nothing. */

export const SEGMENT_BITS = 16;
export const SEGMENT_SIZE = 1 << SEGMENT_BITS;
export const SEGMENT_MASK = SEGMENT_SIZE - 1;
/** Boots remembered per device: enough to see two starts in a row and what came before them. */
export const BOOTS_KEPT = 3;

/**
 * State of 65,536 devices, one array per field; about 160 bytes a device. All times are epoch seconds, 0 = never.
 * Every time field is a maximum or minimum over reports, so the order of arrival does not matter.
 */
export class DeviceSegment {
  readonly idHi = new Uint32Array(SEGMENT_SIZE);
  readonly idLo = new Uint32Array(SEGMENT_SIZE);

  /** Boots, newest first: slot `i * BOOTS_KEPT + k`. The id is a hash of the boot's own id. */
  readonly bootId = new Uint32Array(SEGMENT_SIZE * BOOTS_KEPT);
  readonly bootStart = new Uint32Array(SEGMENT_SIZE * BOOTS_KEPT);
  /** Earliest proof that the boot had completed. */
  readonly bootDone = new Uint32Array(SEGMENT_SIZE * BOOTS_KEPT);
  /** Last time anything with this boot's id was heard. */
  readonly bootHeard = new Uint32Array(SEGMENT_SIZE * BOOTS_KEPT);
  /** Last clean shutdown (off, sleep or restart) out of this boot, and its intent. */
  readonly bootEnded = new Uint32Array(SEGMENT_SIZE * BOOTS_KEPT);
  readonly bootIntent = new Uint8Array(SEGMENT_SIZE * BOOTS_KEPT);

  readonly heardAt = new Uint32Array(SEGMENT_SIZE);
  readonly beatAt = new Uint32Array(SEGMENT_SIZE);
  readonly everySec = new Uint16Array(SEGMENT_SIZE);
  readonly crashAt = new Uint32Array(SEGMENT_SIZE);
  readonly crashSignature = new Uint16Array(SEGMENT_SIZE);
  readonly goneAt = new Uint32Array(SEGMENT_SIZE);
  readonly downSince = new Uint32Array(SEGMENT_SIZE);

  /** Minutes heard of by heartbeats, bit k = k minutes before that of `beatAt`; and the contact last counted as failed. */
  readonly beatMask = new Uint32Array(SEGMENT_SIZE);
  readonly contactBooked = new Uint32Array(SEGMENT_SIZE);
  /** Whether the last contact is overdue, and only waits because telemetry is impaired. */
  readonly contactHeld = new Uint8Array(SEGMENT_SIZE);
  /** The boot trial: its start, whether it is open or failed, and when the boot completed that has passed it. */
  readonly trialStart = new Uint32Array(SEGMENT_SIZE);
  readonly trialState = new Uint8Array(SEGMENT_SIZE);
  readonly trialDone = new Uint32Array(SEGMENT_SIZE);
  /** When it was switched off, while its coming back is on trial. */
  readonly leftAt = new Uint32Array(SEGMENT_SIZE);
  /** From when on it is a control again; follows from its exposures. */
  readonly controlFrom = new Uint32Array(SEGMENT_SIZE);

  readonly labelledAt = new Uint32Array(SEGMENT_SIZE);
  readonly ring = new Uint8Array(SEGMENT_SIZE);
  readonly sector = new Uint8Array(SEGMENT_SIZE);
  readonly region = new Uint8Array(SEGMENT_SIZE);
  readonly os = new Uint8Array(SEGMENT_SIZE);
  readonly build = new Uint16Array(SEGMENT_SIZE);
  readonly class = new Uint8Array(SEGMENT_SIZE);
  readonly site = new Uint32Array(SEGMENT_SIZE);
  /** A hash of the labels that are not counted, as the inventory last told them; 0 = none. */
  readonly extraHash = new Uint32Array(SEGMENT_SIZE);
  /** 1 = listed in the inventory. */
  readonly listed = new Uint8Array(SEGMENT_SIZE);

  /** The condition as last counted: an index into CONDITIONS, or ABSENT; and the mark "recovered". */
  readonly condition = new Uint8Array(SEGMENT_SIZE).fill(ABSENT);
  readonly recovered = new Uint8Array(SEGMENT_SIZE);

  /** First exposure record of the device, -1 = none. */
  readonly exposure = new Int32Array(SEGMENT_SIZE).fill(-1);

  /** The device's place in the time wheel. */
  readonly wheelNext = new Int32Array(SEGMENT_SIZE).fill(-1);
  readonly wheelPrevious = new Int32Array(SEGMENT_SIZE).fill(-1);
  /** When its state must be looked at again; 0 = not in the wheel. */
  readonly wheelAt = new Uint32Array(SEGMENT_SIZE);
}

/** Not counted: retired, or a slot no device uses. */
export const ABSENT = 7;

/** The fields a checkpoint holds; the rest is derived from them. */
export const KEPT_FIELDS = [
  'idHi',
  'idLo',
  'bootId',
  'bootStart',
  'bootDone',
  'bootHeard',
  'bootEnded',
  'bootIntent',
  'heardAt',
  'beatAt',
  'everySec',
  'crashAt',
  'crashSignature',
  'goneAt',
  'downSince',
  'beatMask',
  'contactBooked',
  'contactHeld',
  'trialStart',
  'trialState',
  'trialDone',
  'leftAt',
  'labelledAt',
  'ring',
  'sector',
  'region',
  'os',
  'build',
  'class',
  'site',
  'extraHash',
  'listed',
] as const satisfies readonly (keyof DeviceSegment)[];
