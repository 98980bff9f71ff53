/** What every store must do; run on each adapter, in two different years. */

import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '#contract/history.ts';
import type { LogEntry } from '#contract/log.ts';
import type { Report } from '#contract/report.ts';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import type { FleetMinuteRow, UpdateMinuteRow } from '#domain/fleet/minute-rows.ts';
import type { TrialMinuteRow } from '#domain/fleet/trial-minute-rows.ts';
import type { ClosedMinute, Store, StoredRecord } from '../store.ts';
import { checkpointsOf } from './checkpoints-of.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NASTY = `'); DROP TABLE x; -- <script>alert(1)</script> \\ \n\t\u0000 Привет 🙂 {x:String}`;

export interface StoreUnderTest {
  /** A new, empty store. */
  readonly fresh: () => Promise<Store>;
}

export function storeContract(name: string, { fresh }: StoreUnderTest): void {
  describe.each([
    ['2024', Date.UTC(2024, 6, 19, 4)],
    ['2031', Date.UTC(2031, 0, 1, 12)],
  ])(`${name} store in %s`, (_, t0) => {
    const device = hash64('device-1');
    const report = (seq: number, at: number, extra: Partial<Report> = {}): StoredRecord => ({
      kind: 'report',
      seq,
      receivedAt: t0,
      device,
      at,
      report: { device: '', at, kind: 'heartbeat', boot: 'b', ...extra } as Report,
    });

    it('starts empty', async () => {
      const store = await fresh();
      expect([
        await store.lastSeq(),
        await store.lastMinute(),
        await store.readLog(),
        await checkpointsOf(store),
      ]).toEqual([0, 0, [], []]);
      expect(await store.historyTotals()).toEqual({ lines: 0, n: 0, x: 0 });
      expect([...(await store.names(['0'.repeat(16)]))]).toEqual([]);
    });

    it('gives back every record in order, whatever stands in its texts', async () => {
      const store = await fresh();
      const records: StoredRecord[] = [
        report(1, t0, {
          kind: 'boot.started',
          boot: NASTY,
          previous: { clean: false, crash: { code: '0x50', module: NASTY } },
          earlier: [t0 - 5],
          labels: { ring: NASTY },
        }),
        report(2, t0 + 123, { everySec: 60, updates: ['a/x@1'] }),
        report(3, t0 - 6 * DAY, {
          kind: 'update.installed',
          update: 'a/x@1',
          activation: 'live',
          id: 'r-1',
        } as Partial<Report>),
        {
          kind: 'inventory',
          seq: 4,
          receivedAt: t0,
          device,
          line: { device: '', labels: { ring: 'Pilot' }, rings: { intune: 'Early' } },
        },
        { kind: 'facts', seq: 5, receivedAt: t0, update: 'a/x@1', facts: { name: NASTY, target: { os: ['windows'] } } },
        { kind: 'deaf', seq: 6, receivedAt: t0, since: t0 - 90_123 },
        { kind: 'clock', seq: 7, receivedAt: t0 },
      ];
      // A report of an install names no boot.
      for (const record of records)
        if (record.kind === 'report' && record.report.kind === 'update.installed')
          delete (record.report as { boot?: string }).boot;
      await store.append(records.slice(0, 3), []);
      await store.append(records.slice(3), []);
      const replayed = [];
      for await (const batch of store.replay(1)) replayed.push(...batch);
      expect(replayed).toEqual(records.slice(1));
      expect(await store.lastSeq()).toBe(7);
    });

    it('takes a thousand dates in one batch', async () => {
      const store = await fresh();
      await store.append(
        Array.from({ length: 1000 }, (_, i) => report(i + 1, t0 - i * DAY)),
        [],
      );
      expect(await store.lastSeq()).toBe(1000);
    });

    it('knows devices by name, the latest writing holding', async () => {
      const store = await fresh();
      const hash = hashText(device);
      await store.append([report(1, t0)], [{ hash, device: 'old', extra: { rack: '7' } }]);
      await store.append([report(2, t0 + 1)], [{ hash, device: NASTY, extra: { owner: NASTY } }]);
      expect((await store.names([hash, '0'.repeat(16)])).get(hash)).toEqual({
        hash,
        device: NASTY,
        extra: { owner: NASTY },
      });
      expect((await store.reportsOf(hash, 1)).map(({ at }) => at)).toEqual([t0 + 1]);
    });

    it('keeps the heartbeats of a device from crowding out what else it reported', async () => {
      const store = await fresh();
      const crash = { kind: 'crash', code: '0x50' } as const;
      const beats = Array.from({ length: 5 }, (_, n) => report(n + 3, t0 + n + 2));
      await store.append([report(1, t0, crash), report(2, t0 + 1, crash), ...beats], []);
      const kept = await store.reportsOf(hashText(device), 2);
      expect(kept.map(({ kind, at }) => [kind === 'heartbeat', at - t0])).toEqual([
        [true, 6],
        [true, 5],
        [false, 1],
        [false, 0],
      ]);
    });

    it('finds devices by what their names begin with, capital or not, and nothing by what a pattern would match', async () => {
      const store = await fresh();
      const named = ['PC-002', 'pc-001', 'till-1', `50%${NASTY}`].map((name) => ({
        hash: hashText(hash64(name)),
        device: name,
        extra: {},
      }));
      await store.append([report(1, t0)], named);
      const found = async (text: string, limit = 10) =>
        (await store.namesBeginning(text, limit)).map(({ device }) => device);
      expect(await found('pC-')).toEqual(['PC-002', 'pc-001']);
      expect(await found('pc-', 1)).toEqual(['PC-002']);
      expect(await found('-001')).toEqual([]);
      expect(await found('%')).toEqual([]);
      expect(await found(`50%${NASTY}`)).toEqual([`50%${NASTY}`]);
      expect(await store.namesBeginning('till', 10)).toEqual([named[2]]);
    });

    it('knows a device whose hash begins with zeros, and one that ends with them', async () => {
      const store = await fresh();
      const odd = [
        { hi: 0, lo: 7 },
        { hi: 0x00_8b_dd_e9, lo: 0xc2_c2_8f_6f },
        { hi: 0xff_00_00_00, lo: 0 },
      ];
      const records = odd.map((hash, i) => ({ ...report(i + 1, t0 + i), device: hash }) as StoredRecord);
      await store.append(
        records,
        odd.map((hash, i) => ({ hash: hashText(hash), device: `odd-${i}`, extra: {} })),
      );
      for await (const batch of store.replay(0)) expect(batch).toEqual(records);
      const names = await store.names(odd.map(hashText));
      expect(odd.map((hash) => names.get(hashText(hash))?.device)).toEqual(['odd-0', 'odd-1', 'odd-2']);
      for (const hash of odd) expect(await store.reportsOf(hashText(hash), 5)).toHaveLength(1);
    });

    it('keeps the log', async () => {
      const store = await fresh();
      const entry: LogEntry = {
        seq: 1,
        at: t0,
        wallAt: t0,
        actor: { kind: 'person', name: NASTY },
        kind: 'hold_placed',
        hold: 'h',
        update: 'a/x@1',
        rings: 'all',
        reason: NASTY,
      };
      await store.appendLog(entry);
      const lifted: LogEntry = {
        seq: 2,
        at: t0,
        wallAt: t0,
        actor: entry.actor,
        kind: 'hold_lifted',
        hold: 'h',
        update: 'a/x@1',
        reason: null,
        undo: true,
      };
      await store.appendLog(lifted);
      expect(await store.readLog()).toEqual([entry, lifted]);
    });

    it('sums history', async () => {
      const store = await fresh();
      const line: HistoryLine = {
        kind: 'live',
        ring: 'Canary',
        sector: 'air',
        build: 'b',
        region: 'eu',
        class: 'server',
        hour: t0 - DAY,
        n: 100,
        x: 1,
      };
      await store.addHistory([line, { ...line, hour: t0 - 2 * DAY, x: 7 }]);
      await store.addHistory([{ ...line, hour: t0 - 2 * DAY, x: 2 }]);
      expect(await store.historyTotals()).toEqual({ lines: 2, n: 200, x: 3 });
    });

    it('draws series from the last closed minute of each step, and replaces a minute written again', async () => {
      const store = await fresh();
      const from = t0 - (t0 % (5 * MINUTE));
      await store.putMinute(closed(from, 1, 5));
      await store.putMinute(closed(from, 2, 7));
      await store.putMinute(closed(from + 2 * MINUTE, 3, 9));
      await store.putMinute(closed(from + 5 * MINUTE, 4, 11));
      const range = { update: undefined, from, to: from + 10 * MINUTE } as const;
      const perMinute = await store.series({ ...range, by: 'ring', stepMs: MINUTE });
      expect(sorted(perMinute)).toEqual([
        { point: from, key: 'Canary', down: 14, of: 214, installed: null },
        { point: from + 2 * MINUTE, key: 'Canary', down: 18, of: 218, installed: null },
        { point: from + 5 * MINUTE, key: 'Canary', down: 22, of: 222, installed: null },
      ]);
      const perFive = await store.series({ ...range, by: 'sector', update: 'a/x@1', stepMs: 5 * MINUTE });
      expect(sorted(perFive)).toEqual([
        { point: from, key: 'air', down: 2, of: 9, installed: 13 },
        { point: from + 5 * MINUTE, key: 'air', down: 2, of: 11, installed: 15 },
      ]);
      expect(await store.series({ ...range, by: 'ring', update: 'none/such@1', stepMs: MINUTE })).toEqual([]);
      expect(await store.lastMinute()).toBe(from + 5 * MINUTE);
      expect(await store.snapshotAt(from + 59_999)).toEqual(new Uint8Array([2, 0, 255]));
      expect(await store.snapshotAt(from + MINUTE)).toBeUndefined();
    });

    it('keeps the trials of closed minutes, and replaces those written again', async () => {
      const store = await fresh();
      const due = t0 / MINUTE;
      const row: TrialMinuteRow = {
        due,
        kind: 'live',
        ring: NASTY,
        sector: 'air',
        build: 'b',
        region: 'eu',
        class: 'server',
        updates: ['a/x@1', 'b/y@2'],
        n: 20,
        loop: 2,
        dark: 3,
        darkSites: [NASTY, 'site 7'],
      };
      const controls = { ...row, updates: [], loop: 0, dark: 0, darkSites: [] };
      await store.putMinute({ ...closed(t0, 1, 5), trials: [row, controls, { ...row, due: due + 1 }] });
      await store.putMinute({ ...closed(t0, 2, 5), trials: [{ ...row, n: 21 }, controls] });
      const kept = (await store.trials(due, due + 1)).sort((a, b) => a.updates.length - b.updates.length);
      expect(kept).toEqual([controls, { ...row, n: 21 }]);
    });

    it('keeps evidence minute by minute, the last of each step, and replaces a minute written again', async () => {
      const store = await fresh();
      const from = t0 - (t0 % (5 * MINUTE));
      const row = (now: number, most: number) => ({ update: NASTY, now, most });
      const put = (minute: number, version: number, evidence: ClosedMinute['evidence']) =>
        store.putMinute({ ...closed(from + minute * MINUTE, version, 1), evidence });
      await put(0, 1, [row(3.5, 4), { update: 'a/x@1', now: 1, most: 1 }]);
      await put(0, 2, [row(-70.25, 4.1)]);
      await put(2, 3, [row(0.1 + 0.2, 1e-9)]);
      await put(3, 4, []);
      await put(5, 5, [row(12.345678901234567, 99)]);
      const range = { update: NASTY, from, to: from + 6 * MINUTE };
      expect(sorted(await store.evidence({ ...range, stepMs: MINUTE }))).toEqual([
        { point: from, now: -70.25, most: 4.1 },
        { point: from + 2 * MINUTE, now: 0.1 + 0.2, most: 1e-9 },
        { point: from + 5 * MINUTE, now: 12.345678901234567, most: 99 },
      ]);
      expect(sorted(await store.evidence({ ...range, to: from + 5 * MINUTE, stepMs: 5 * MINUTE }))).toEqual([
        { point: from, now: 0.1 + 0.2, most: 1e-9 },
      ]);
      await store.dropBefore(from + 2 * DAY, 0);
      expect(await store.evidence({ ...range, stepMs: MINUTE })).toEqual([]);
    });

    it('gives back the newest checkpoint, byte by byte', async () => {
      const store = await fresh();
      await store.putCheckpoint(1, [new Uint8Array([1])], () => 'one');
      const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
      await store.putCheckpoint(2, [bytes, new Uint8Array([0, 255])], () => NASTY);
      const [{ seq, header, parts, part }, ...others] = await checkpointsOf(store);
      expect([seq, header, parts, others]).toEqual([2, NASTY, 2, []]);
      expect([...((await part(1)) ?? [])]).toEqual([0, 255]);
      expect((await part(0))?.every((byte, i) => byte === i % 251)).toBe(true);
      expect(await part(2)).toBeUndefined();
    });

    it('is done with the bytes of a part before it takes the next', async () => {
      const store = await fresh();
      function* parts() {
        const room = new Uint8Array(100_000);
        for (const value of [1, 2, 3]) yield room.fill(value);
      }
      await store.putCheckpoint(1, parts(), () => 'one');
      const [{ part }] = await checkpointsOf(store);
      for (const n of [0, 1, 2]) expect(new Set(await part(n))).toEqual(new Set([n + 1]));
    });

    it('says how much lies there', async () => {
      const store = await fresh();
      const rowsOf = async (table: string) => (await store.size()).find((size) => size.table === table)?.rows ?? 0;
      expect(await rowsOf('records')).toBe(0);
      await store.append([report(1, t0), report(2, t0 + 1)], []);
      await store.append([report(3, t0 + 2)], []);
      expect(await rowsOf('records')).toBe(3);
    });

    it('drops whole days that are past retention, and nothing else', async () => {
      const store = await fresh();
      const today = t0 - (t0 % DAY);
      await store.append([{ ...report(1, t0 - 2 * DAY), receivedAt: t0 - 2 * DAY }, report(2, t0)], []);
      await store.putMinute(closed(today - 2 * DAY, 1, 1));
      await store.putMinute(closed(today, 2, 1));
      await store.dropBefore(today - DAY, 2);
      expect(await seqsLeft(store)).toEqual([2]);
      expect(await store.snapshotAt(today - 2 * DAY)).toBeUndefined();
      expect(await store.snapshotAt(today)).toEqual(new Uint8Array([2, 0, 255]));
    });

    it('drops no record that the saved state does not have, nor what came before the fleet had a time and its first day', async () => {
      const store = await fresh();
      const on = (seq: number, receivedAt: number) => ({ ...report(seq, t0), receivedAt });
      const received = [0, t0 - 3 * DAY, t0 - 2 * DAY, t0 - 2 * DAY, t0];
      await store.append(
        received.map((at, n) => on(n + 1, at)),
        [],
      );
      expect(await store.dropBefore(t0, 0)).toBe(false);
      expect(await store.dropBefore(t0 - 3 * DAY, 5)).toBe(true);
      expect(await seqsLeft(store)).toEqual([1, 2, 3, 4, 5]);
      // Of the second day one record is not saved.
      expect(await store.dropBefore(t0, 3)).toBe(false);
      expect(await seqsLeft(store)).toEqual([3, 4, 5]);
      expect(await store.dropBefore(t0, 4)).toBe(true);
      expect(await seqsLeft(store)).toEqual([5]);
    });
  });
}

async function seqsLeft(store: Store): Promise<number[]> {
  const seqs = [];
  for await (const batch of store.replay(0)) seqs.push(...batch.map(({ seq }) => seq));
  return seqs;
}

const sorted = <T extends { point: number }>(rows: readonly T[]): T[] => [...rows].sort((a, b) => a.point - b.point);

function closed(minute: number, version: number, n: number): ClosedMinute {
  const fleet = (region: string): FleetMinuteRow => ({
    ring: 'Canary',
    sector: 'air',
    region,
    class: 'server',
    healthy: 100,
    looping: n,
    silent: 0,
    off: 3,
    unknown: 1,
  });
  const update: UpdateMinuteRow = {
    update: 'a/x@1',
    ring: 'Canary',
    sector: 'air',
    waiting: 1,
    pending: 2,
    checked: n,
    censored: 1,
    looping: 3,
    silent: 1,
    loopingChecked: 1,
    silentChecked: 1,
    recovered: 0,
  };
  return {
    minute,
    version,
    fleet: [fleet('eu'), fleet('us')],
    updates: [update, { ...update, update: 'b/y@2' }],
    trials: [],
    evidence: [],
    snapshot: new Uint8Array([version, 0, 255]),
  };
}
