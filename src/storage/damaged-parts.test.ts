/** Files of the embedded engine are damaged while it is closed: the rest is read, and what is missing is said. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import type { Store, StoredRecord } from '#server/store.ts';
import { checkpointsOf } from '#server/testing/checkpoints-of.ts';
import { openClickHouseStore } from './clickhouse-store.ts';
import { openEmbedded } from './engine.ts';

const DAYS = 4;
const A_DAY = 2_000;
const DAY_MS = 24 * 3_600_000;
const FLIPPED_BYTES = 64;

/** One part a day, because each is a partition of its own. */
async function writeDays(store: Store): Promise<void> {
  for (let day = 0; day < DAYS; day++) {
    const at = Date.UTC(2026, 0, 1) + day * DAY_MS;
    const records = Array.from({ length: A_DAY }, (_, n): StoredRecord => {
      const seq = day * A_DAY + n + 1;
      const report = { device: '', at, kind: 'boot.started', boot: `boot-${(seq * 7919) % 10_007}` } as const;
      return { kind: 'report', seq, receivedAt: at, device: hash64(`d-${n}`), at, report };
    });
    await store.append(records, []);
  }
}

const seqsOf = async (store: Store) => {
  const days = new Map<number, number>();
  for await (const batch of store.replay(0)) {
    for (const { seq } of batch) {
      const day = Math.floor((seq - 1) / A_DAY);
      days.set(day, (days.get(day) ?? 0) + 1);
    }
  }
  return [...days];
};

/** Files with this name in the parts whose columns hold `column`, in the order of their parts. */
const filesOf = (folder: string, column: string, name: string): string[] => {
  const store = join(folder, 'engine/store');
  return readdirSync(store, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => path.endsWith('/columns.txt') && readFileSync(join(store, path), 'utf8').includes(`\`${column}\``),
    )
    .sort()
    .map((path) => join(store, path).replace('columns.txt', name));
};

it('tells of parts of the log, whether the engine finds them broken at a start or reading does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bootwatch-damage-'));
  const open = () => openClickHouseStore(openEmbedded(folder));
  try {
    const before = await open();
    for (let seq = 1; seq <= 3; seq++) {
      const actor = { kind: 'person', name: 'Operator' } as const;
      await before.appendLog({
        kind: 'note',
        seq,
        at: 0,
        wallAt: 0,
        actor,
        intent: `i-${seq}`,
        update: null,
        text: `note ${seq}`,
      });
    }
    await before.close();
    writeFileSync(filesOf(folder, 'entry', 'columns.txt')[0], '');
    const [, read] = filesOf(folder, 'entry', 'data.bin');
    writeFileSync(read, readFileSync(read).fill(0xff));

    const after = await open();
    expect(await after.damage()).toEqual([{ table: 'log', parts: 1 }]);
    expect((await after.readLog()).length).toBe(1);
    expect(await after.damage()).toEqual([{ table: 'log', parts: 2 }]);
    await after.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('starts from an older checkpoint, or none, when the header of the newest is damaged', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bootwatch-damage-'));
  const open = () => openClickHouseStore(openEmbedded(folder));
  try {
    const before = await open();
    await before.putCheckpoint(7, [new Uint8Array(1_000)], () => 'header');
    await before.close();
    // The header's text lies at the end of the last part; that it exists can be read.
    const last = filesOf(folder, 'part', 'data.bin').at(-1) ?? '';
    const bytes = readFileSync(last);
    writeFileSync(last, bytes.fill(0xff, bytes.length - 8));

    const after = await open();
    expect(await checkpointsOf(after)).toEqual([]);
    await after.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('reads what is whole, at a start and while it runs, and names the tables with damage', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bootwatch-damage-'));
  const open = () => openClickHouseStore(openEmbedded(folder));
  const part = (day: number): string => {
    const found = readdirSync(join(folder, 'engine/store'), { recursive: true, encoding: 'utf8' }).find((path) =>
      new RegExp(`/2026010${day + 1}_[\\d_]+/data\\.bin$`).test(path),
    );
    if (found === undefined) throw new Error(`no part of day ${day}`);
    return join(folder, 'engine/store', found);
  };
  try {
    const before = await open();
    await writeDays(before);
    expect(await before.damage()).toEqual([]);
    await before.close();

    truncateSync(part(0), 1_000);
    writeFileSync(part(1).replace('data.bin', 'columns.txt'), '');
    const bytes = readFileSync(part(2));
    const middle = bytes.length >> 1;
    for (let i = middle; i < middle + FLIPPED_BYTES; i++) bytes[i] ^= 0xff;
    writeFileSync(part(2), bytes);
    // Left by a process that was killed while it wrote: must not be tried again.
    writeFileSync(join(folder, 'inserting/left.bin'), 'no rows at all');

    const after = await open();
    expect(await after.damage()).toEqual([{ table: 'records', parts: 2 }]);
    expect(await seqsOf(after)).toEqual([[3, A_DAY]]);
    expect(await after.damage()).toEqual([{ table: 'records', parts: 3 }]);
    expect(await after.reportsOf(hashText(hash64('d-1')), 10)).toHaveLength(1);
    expect(readdirSync(join(folder, 'inserting'))).toEqual([]);
    await after.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
