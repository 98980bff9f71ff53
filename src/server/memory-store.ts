/** The store in memory: for tests and the playground. Twin of the ClickHouse store. */
import type { HistoryLine } from '#contract/history.ts';
import type { LogEntry } from '#contract/log.ts';
import { hashText } from '#domain/fleet/hash.ts';
import { evidenceOf, seriesOf } from './minutes-read.ts';
import type { Checkpoint, ClosedMinute, DeviceName, Store, StoredRecord } from './store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const REPLAY_BATCH = 10_000;

/** `keepRecords: false` forgets records once they are applied: in a browser tab there is no restart to replay for. */
export function createMemoryStore({ keepRecords = true } = {}): Store {
  let records: StoredRecord[] = [];
  let lastSeq = 0;
  const names = new Map<string, DeviceName>();
  const log: LogEntry[] = [];
  const history = new Map<string, HistoryLine>();
  const minutes = new Map<number, ClosedMinute>();
  let checkpoint: Checkpoint | undefined;

  return {
    async append(added, newNames) {
      for (const name of newNames) names.set(name.hash, name);
      lastSeq = Math.max(lastSeq, added.at(-1)?.seq ?? 0);
      if (keepRecords) records = records.concat(added);
    },
    async *replay(afterSeq) {
      const rest = records.filter(({ seq }) => seq > afterSeq).sort((a, b) => a.seq - b.seq);
      for (let i = 0; i < rest.length; i += REPLAY_BATCH) yield rest.slice(i, i + REPLAY_BATCH);
    },
    lastSeq: async () => lastSeq,
    names: async (hashes) =>
      new Map(
        hashes.flatMap((hash) => {
          const name = names.get(hash);
          return name ? [[hash, name] as const] : [];
        }),
      ),
    namesBeginning: async (text, limit) =>
      [...names.values()]
        .filter(({ device }) => device.toLowerCase().startsWith(text.toLowerCase()))
        .sort((a, b) => (a.device < b.device ? -1 : 1))
        .slice(0, limit),
    reportsOf: async (hash, limit) => {
      const left = { beats: limit, others: limit };
      return records
        .flatMap((record) => (record.kind === 'report' && hashText(record.device) === hash ? [record] : []))
        .sort((a, b) => b.at - a.at || b.seq - a.seq)
        .filter(({ report }) => left[report.kind === 'heartbeat' ? 'beats' : 'others']-- > 0)
        .map(({ report }) => report);
    },
    appendLog: async (entry) => {
      log.push(entry);
    },
    readLog: async () => [...log],
    addHistory: async (lines) => {
      for (const line of lines) history.set(JSON.stringify({ ...line, n: 0, x: 0 }), line);
    },
    async *history() {
      yield [...history.values()];
    },
    historyTotals: async () => ({
      lines: history.size,
      n: [...history.values()].reduce((sum, line) => sum + line.n, 0),
      x: [...history.values()].reduce((sum, line) => sum + line.x, 0),
    }),
    putMinute: async (closed) => {
      if ((minutes.get(closed.minute)?.version ?? 0) <= closed.version) minutes.set(closed.minute, closed);
    },
    trials: async (from, to) =>
      [...minutes.values()].flatMap(({ trials }) => trials.filter(({ due }) => due >= from && due < to)),
    lastMinute: async () => Math.max(0, ...minutes.keys()),
    series: async (range) => seriesOf(minutes, range),
    evidence: async (range) => evidenceOf(minutes, range),
    snapshotAt: async (at) => minutes.get(at - (at % MINUTE_MS))?.snapshot,
    putCheckpoint: async (seq, parts, header) => {
      const kept = Array.from(parts, (part) => part.slice());
      checkpoint = { seq, header: header(), parts: kept.length, part: async (n) => kept[n] };
    },
    async *checkpoints() {
      if (checkpoint) yield checkpoint;
    },
    size: async () => [{ table: 'records', rows: records.length, bytes: 0 }],
    damage: async () => [],
    dropBefore: async (time, savedSeq) => {
      const days = Map.groupBy(
        records.filter(({ receivedAt }) => dayOf(receivedAt) < dayOf(time)),
        ({ receivedAt }) => dayOf(receivedAt),
      );
      const saved = [...days].flatMap(([day, ofDay]) => (ofDay.every(({ seq }) => seq <= savedSeq) ? [day] : []));
      if (saved.some((day) => day !== 0)) {
        records = records.filter(({ receivedAt }) => !saved.includes(dayOf(receivedAt)));
      }
      for (const minute of minutes.keys()) if (minute < time) minutes.delete(minute);
      return saved.length === days.size;
    },
    close: async () => {},
  };
}

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);
