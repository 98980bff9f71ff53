/** Counts everything once more, from the raw records alone, and says where that differs from what is kept. */
import type { UpdateSummary } from '#contract/update.ts';
import { CONDITIONS } from '#contract/words.ts';
import { totals } from '#domain/fleet/read.ts';
import { type DeviceSegment, KEPT_FIELDS, SEGMENT_MASK, SEGMENT_SIZE } from '#domain/fleet/segments.ts';
import type { TrialMinuteRow } from '#domain/fleet/trial-minute-rows.ts';
import { Bootwatch, type World } from './bootwatch.ts';
import type { Store } from './store.ts';

/** Differences said one by one; more are only counted. */
const MAX_SAID = 20;
const MINUTE_MS = 60_000;

export interface Recount {
  /** Raw records read. */
  readonly records: number;
  /** Seq of the first one; more than 1 where earlier ones are past retention: then nothing can be compared. */
  readonly firstSeq: number;
  readonly devices: number;
  readonly updates: number;
  /** Tallies of trials, a row for each minute and group. */
  readonly tallies: number;
  readonly differences: readonly string[];
  readonly differenceCount: number;
}

/** Reads only; nobody else may have the store open. */
export async function recount(world: World): Promise<Recount> {
  const { store } = world;
  let [records, firstSeq] = [0, 0];
  for await (const batch of store.replay(0)) {
    firstSeq ||= batch[0]?.seq ?? 0;
    records += batch.length;
  }
  const differences = new Differences();
  const kept = await Bootwatch.open({ ...world, store: readOnly(store) });
  const summary = { records, firstSeq, devices: kept.fleet.deviceCount, updates: kept.fleet.updates.all().length };
  if (firstSeq > 1) return { ...summary, tallies: 0, ...differences.result() };

  const lastMinute = await store.lastMinute();
  const trials: TrialMinuteRow[] = [];
  const counted = await Bootwatch.open({
    ...world,
    store: {
      ...readOnly(store),
      async *checkpoints() {},
      lastMinute: async () => 0,
      // A report may be of a minute that had not begun for the server when it stopped.
      putMinute: async ({ minute, trials: closed }) => void (minute <= lastMinute && trials.push(...closed)),
    },
  });
  const until = Math.max(kept.fleet.now * 1000, counted.fleet.now * 1000, lastMinute + MINUTE_MS);
  for (const product of [kept, counted]) product.advanceTo(until);
  compareFleets(differences, kept, counted);
  const written = await store.trials(0, lastMinute / MINUTE_MS + 1);
  compareTallies(differences, written, trials);
  return { ...summary, tallies: written.length, ...differences.result() };
}

/** The same store, with nothing to write to. */
const readOnly = (store: Store): Store => ({
  ...store,
  append: async () => {},
  appendLog: async () => {},
  addHistory: async () => {},
  putMinute: async () => {},
  putCheckpoint: async () => {},
  dropBefore: async () => true,
});

class Differences {
  readonly #said: string[] = [];
  #count = 0;

  /** Of what is kept and what was counted anew. */
  compare(what: string, kept: unknown, counted: unknown): void {
    const said = [...differing(kept, counted)];
    if (said.length === 0) return;
    this.#count++;
    this.#said.push(...said.slice(0, MAX_SAID - this.#said.length).map((difference) => `${what}${difference}`));
  }

  result(): Pick<Recount, 'differences' | 'differenceCount'> {
    return { differences: this.#said, differenceCount: this.#count };
  }
}

/** Each value that differs, by its path within. */
function* differing(kept: unknown, counted: unknown, path = ''): Generator<string> {
  const [a, b] = [JSON.stringify(kept), JSON.stringify(counted)];
  if (a === b) return;
  if (!isObject(kept) || !isObject(counted)) return yield `${path}: kept ${a}, counted ${b}`;
  for (const name of new Set([...Object.keys(kept), ...Object.keys(counted)])) {
    yield* differing(kept[name], counted[name], `${path}, ${name}`);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function compareFleets(differences: Differences, kept: Bootwatch, counted: Bootwatch): void {
  differences.compare('fleet', totals(kept.fleet), totals(counted.fleet));
  differences.compare('devices', kept.fleet.deviceCount, counted.fleet.deviceCount);
  const devices = Math.min(kept.fleet.deviceCount, counted.fleet.deviceCount);
  for (let device = 0; device < devices; device++) {
    const [before, again] = [deviceOf(kept, device), deviceOf(counted, device)];
    for (const [field, values] of before) {
      differences.compare(`device number ${device}, ${field}`, values, again.get(field));
    }
  }
  const summaries = new Map(counted.updates().map((update) => [update.id, update]));
  for (const update of kept.updates()) {
    const again = summaries.get(update.id);
    differences.compare(update.id, countsOf(update), again && countsOf(again));
  }
}

/** Fields that hold a code of a dictionary: codes are given in the order in which names are met. */
const NAMED = {
  ring: 'ring',
  sector: 'sector',
  region: 'region',
  os: 'os',
  build: 'build',
  site: 'site',
  crashSignature: 'signature',
} as const;

function deviceOf({ fleet }: Bootwatch, device: number): Map<string, unknown> {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const fields = new Map<string, unknown>(KEPT_FIELDS.map((field) => [field, valuesAt(segment, field, i)]));
  for (const [field, dictionary] of Object.entries(NAMED) as [
    keyof typeof NAMED,
    (typeof NAMED)[keyof typeof NAMED],
  ][]) {
    fields.set(field, fleet.dictionaries[dictionary].name(segment[field][i]));
  }
  return fields.set('condition', CONDITIONS[segment.condition[i]]).set('recovered', segment.recovered[i]);
}

function valuesAt(segment: DeviceSegment, field: (typeof KEPT_FIELDS)[number], i: number): number[] {
  const width = segment[field].length / SEGMENT_SIZE;
  return [...segment[field].subarray(i * width, (i + 1) * width)];
}

const countsOf = ({ counts, rings, evidence, judgement }: UpdateSummary): object => ({
  counts,
  // Who asks the gate is counted from a start on, and is not in the reports.
  rings: rings.map(({ gate: _, ...ring }) => ring),
  evidence,
  judgement,
});

function compareTallies(
  differences: Differences,
  written: readonly TrialMinuteRow[],
  counted: readonly TrialMinuteRow[],
): void {
  const again = byGroup(counted);
  const before = byGroup(written);
  for (const group of new Set([...before.keys(), ...again.keys()])) {
    differences.compare(`trials ${group}`, before.get(group), again.get(group));
  }
}

/** A minute that was written twice after a restart is there in parts. */
function byGroup(rows: readonly TrialMinuteRow[]): Map<string, { n: number; loop: number; dark: number }> {
  const groups = new Map<string, { n: number; loop: number; dark: number }>();
  for (const { n, loop, dark, darkSites, ...group } of rows) {
    const key = JSON.stringify(group);
    const sum = groups.get(key) ?? { n: 0, loop: 0, dark: 0 };
    groups.set(key, { n: sum.n + n, loop: sum.loop + loop, dark: sum.dark + dark + darkSites.length });
  }
  return groups;
}
