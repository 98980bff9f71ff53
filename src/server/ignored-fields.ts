/** Fields of reports that mean nothing here: told to the sender, who may have misspelt one. */
import { MAX_IGNORED_FIELDS, MAX_TEXT } from '#contract/limits.ts';
import { Report, type ReportsReceipt } from '#contract/report.ts';
import { nearName } from './near-name.ts';

type Ignored = ReportsReceipt['ignored'][number];

const KNOWN: ReadonlyMap<string, readonly string[]> = new Map(
  Report.def.options.map(({ shape }) => [shape.kind.def.values[0], Object.keys(shape)]),
);

export class IgnoredFields {
  readonly #byName = new Map<string, Ignored>();

  /** `raw` is what `report` was read from: what it has more, at any depth, was passed over. */
  notice(index: number, raw: object, report: Report): void {
    if (raw !== report) this.#compare(index, raw, report, '', KNOWN.get(report.kind) ?? []);
  }

  list(): Ignored[] {
    return [...this.#byName.values()];
  }

  #compare(index: number, raw: object, read: object, within: string, known: readonly string[]): void {
    for (const [name, value] of Object.entries(raw)) {
      const path = within === '' ? name : `${within}.${name}`;
      if (!Object.hasOwn(read, name)) this.#add(index, path.slice(0, MAX_TEXT), name, known);
      else if (isObject(value)) this.#compare(index, value, Object(read[name as keyof typeof read]), path, []);
    }
  }

  #add(index: number, field: string, name: string, known: readonly string[]): void {
    const ignored = this.#byName.get(field);
    if (ignored) ignored.reports++;
    else if (this.#byName.size < MAX_IGNORED_FIELDS) {
      // Only now: a batch may have the same slip ten thousand times.
      this.#byName.set(field, { field, reports: 1, firstIndex: index, meant: nearName(name, known) ?? null });
    }
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
