/** Fields of reports that mean nothing here: told to the sender, who may have misspelt one. */
import { countFields } from '#contract/check-report.ts';
import { MAX_IGNORED_FIELDS, MAX_TEXT } from '#contract/limits.ts';
import { Report, type ReportsReceipt } from '#contract/report.ts';
import { nearName } from './near-name.ts';

type Ignored = ReportsReceipt['ignored'][number];

const KNOWN: ReadonlyMap<string, readonly string[]> = new Map(
  Report.def.options.map(({ shape }) => [shape.kind.def.values[0], Object.keys(shape)]),
);

export class IgnoredFields {
  readonly #byName = new Map<string, Ignored>();

  /** `raw` is what `report` was read from: what it has more was passed over. */
  notice(index: number, raw: object, report: Report): void {
    if (raw === report || countFields(raw) === countFields(report)) return;
    for (const name of Object.keys(raw)) if (!(name in report)) this.#add(index, name.slice(0, MAX_TEXT), report.kind);
  }

  list(): Ignored[] {
    return [...this.#byName.values()];
  }

  #add(index: number, field: string, kind: Report['kind']): void {
    const ignored = this.#byName.get(field);
    if (ignored) ignored.reports++;
    else if (this.#byName.size < MAX_IGNORED_FIELDS) {
      const meant = nearName(field, KNOWN.get(kind) ?? []) ?? null;
      this.#byName.set(field, { field, reports: 1, firstIndex: index, meant });
    }
  }
}
