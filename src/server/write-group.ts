/** Writes a group of records so that one the store can't keep does not take the others with it. */
import { hashText } from '#domain/fleet/hash.ts';
import { type DeviceName, type Store, type StoredRecord, StoreFull } from './store.ts';

/** Writes that may fail before the rest is left for another time: about a hundred records that can't be kept, side by side. */
const MAX_FAILURES = 200;

/** What fails is halved or tried again here; resting in between would hold up every other sender. */
const ONCE = { once: true };

/** Why something was left out that a store which works does not take. */
export const UNWRITABLE = 'it can not be stored, however often it is sent';

export interface Group {
  /** In the order of their seq. */
  readonly records: readonly StoredRecord[];
  /** By hash. */
  readonly names: ReadonlyMap<string, DeviceName>;
}

export interface Outcome {
  readonly written: ReadonlySet<StoredRecord>;
  /** The store takes others, but not these, which it refused twice; trying again is of no use. The rest may be tried again. */
  readonly unwritable: ReadonlySet<StoredRecord>;
  /** Of the last write that failed; undefined when none did. */
  readonly error: unknown;
}

/**
 * Writes the whole group at once, as a rule. When that fails although the store takes a record that is certainly
 * good (`probe`, one that changes nothing), the group is halved again and again until the bad records are alone.
 */
export async function writeGroup(store: Store, { records, names }: Group, probe: () => StoredRecord): Promise<Outcome> {
  const written = new Set<StoredRecord>();
  const suspects = new Set<StoredRecord>();
  const works = () =>
    store.append([probe()], []).then(
      () => true,
      () => false,
    );
  const pending: (readonly StoredRecord[])[] = [records];
  let failures = 0;
  let last: unknown;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    try {
      if (part === records) await store.append(part, [...names.values()]);
      else await store.append(part, namesFor(part, names), ONCE);
      for (const record of part) written.add(record);
    } catch (error) {
      last = error;
      failures++;
      if (error instanceof StoreFull || failures === MAX_FAILURES) break;
      if (failures === 1 && !(await works())) break;
      if (part.length > 1) {
        const middle = part.length >> 1;
        pending.push(part.slice(middle), part.slice(0, middle));
      } else {
        for (const record of part) suspects.add(record);
      }
    }
  }
  // What failed alone was tried once: a passing fault must not cost a record that is good.
  for (const record of suspects) {
    await store.append([record], namesFor([record], names), ONCE).then(
      () => {
        suspects.delete(record);
        written.add(record);
      },
      () => undefined,
    );
  }
  // The store may have failed in between: then nothing is known about those that failed alone.
  const unwritable = suspects.size > 0 && (await works()) ? suspects : new Set<StoredRecord>();
  return { written, unwritable, error: last };
}

const namesFor = (records: readonly StoredRecord[], names: Group['names']): DeviceName[] =>
  records.flatMap((record) => ('device' in record ? (names.get(hashText(record.device)) ?? []) : []));
