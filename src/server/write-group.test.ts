import { describe, expect, it } from 'vitest';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import { createMemoryStore } from './memory-store.ts';
import { type DeviceName, type Store, type StoredRecord, StoreFull } from './store.ts';
import { writeGroup } from './write-group.ts';

const RECEIVED = Date.UTC(2024, 6, 19);

const report = (seq: number): StoredRecord => {
  const device = `d-${seq}`;
  return {
    kind: 'report',
    seq,
    receivedAt: RECEIVED,
    device: hash64(device),
    at: RECEIVED,
    report: { device, at: RECEIVED, kind: 'heartbeat', boot: 'b' },
  };
};
const nameOf = (seq: number): [string, DeviceName] => {
  const hash = hashText(hash64(`d-${seq}`));
  return [hash, { hash, device: `d-${seq}`, extra: {} }];
};
const seqs = (records: Iterable<StoredRecord>) => [...records].map(({ seq }) => seq).sort((a, b) => a - b);

/** A store that fails as told, and how often it was asked to write. */
function failing(fault: (records: readonly StoredRecord[], names: readonly DeviceName[]) => Error | undefined) {
  const memory = createMemoryStore();
  let writes = 0;
  const store: Store = {
    ...memory,
    async append(records, names) {
      writes++;
      const error = fault(records, names);
      if (error) throw error;
      await memory.append(records, names);
    },
  };
  const kept = async () => {
    const all: StoredRecord[] = [];
    for await (const batch of memory.replay(0)) all.push(...batch);
    return seqs(all.filter(({ kind }) => kind === 'report'));
  };
  return { store, kept, writes: () => writes };
}

function write(store: Store, count: number) {
  const numbers = Array.from({ length: count }, (_, n) => n + 1);
  let probes = count;
  const probe = (): StoredRecord => ({ kind: 'clock', seq: ++probes, receivedAt: RECEIVED });
  return writeGroup(store, { records: numbers.map(report), names: new Map(numbers.map(nameOf)) }, probe);
}

const poisonedBy = (bad: readonly number[]) => (records: readonly StoredRecord[]) =>
  records.some(({ seq, kind }) => kind === 'report' && bad.includes(seq)) ? new Error('poisoned') : undefined;

describe('a group', () => {
  it('is written at once when nothing is wrong', async () => {
    const { store, writes } = failing(() => undefined);
    const { written, unwritable, error } = await write(store, 1_000);
    expect([written.size, unwritable.size, error, writes()]).toEqual([1_000, 0, undefined, 1]);
  });

  it.each([
    ['one', [700]],
    ['the first and the last', [1, 1_000]],
    ['two neighbours', [499, 500]],
  ])('is written without %s that the store can not keep', async (_, bad) => {
    const { store, kept, writes } = failing(poisonedBy(bad));
    const { written, unwritable } = await write(store, 1_000);
    expect(seqs(unwritable)).toEqual(bad);
    expect(written.size).toBe(1_000 - bad.length);
    expect(await kept()).toEqual(seqs(written));
    expect(writes()).toBeLessThan(50);
  });

  it('of nothing but one that can not be kept is told so at once', async () => {
    const { unwritable } = await write(failing(poisonedBy([1])).store, 1);
    expect(seqs(unwritable)).toEqual([1]);
  });

  it('is written without the device whose name can not be kept', async () => {
    const bad = nameOf(5)[0];
    const fault = (_: unknown, names: readonly DeviceName[]) =>
      names.some(({ hash }) => hash === bad) ? new Error('bad name') : undefined;
    const { unwritable } = await write(failing(fault).store, 100);
    expect(seqs(unwritable)).toEqual([5]);
  });

  it('is not taken apart when it is the store that fails', async () => {
    const { store, writes } = failing(() => new Error('connection lost'));
    const { written, unwritable, error } = await write(store, 20_000);
    expect([written.size, unwritable.size, String(error), writes()]).toEqual([0, 0, 'Error: connection lost', 2]);
  });

  it('is tried once on a full disk', async () => {
    const { store, writes } = failing(() => new StoreFull());
    const { written, unwritable, error } = await write(store, 20_000);
    expect([written.size, unwritable.size, writes()]).toEqual([0, 0, 1]);
    expect(error).toBeInstanceOf(StoreFull);
  });

  it('blames no record when the store fails while it looks for one', async () => {
    let asked = 0;
    const { store } = failing((records) => (++asked > 5 ? new Error('connection lost') : poisonedBy([3])(records)));
    const { written, unwritable } = await write(store, 16);
    expect(unwritable.size).toBe(0);
    expect(written.size).toBeLessThan(16);
  });

  it('full of records that can not be kept does not hold up the next for ever', async () => {
    const { store, writes } = failing((records) => (records[0]?.kind === 'report' ? new Error('poisoned') : undefined));
    const { unwritable } = await write(store, 20_000);
    expect(writes()).toBeLessThan(310);
    expect(unwritable.size).toBeGreaterThan(50);
  });

  it('is not cost a record by a fault that passes, although nothing is tried twice on the way', async () => {
    const memory = createMemoryStore();
    const options: unknown[] = [];
    let unlucky = 2;
    const store: Store = {
      ...memory,
      async append(records, names, option) {
        options.push(option);
        if (poisonedBy([3])(records)) throw new Error('poisoned');
        if (records.some(({ seq }) => seq === 1) && unlucky-- > 0) throw new Error('connection lost');
        await memory.append(records, names);
      },
    };
    const { written, unwritable } = await write(store, 4);
    expect([seqs(written), seqs(unwritable)]).toEqual([[1, 2, 4], [3]]);
    // The whole and the probes as ever; the rest once.
    expect(options.filter((option) => option === undefined)).toHaveLength(3);
  });
});
