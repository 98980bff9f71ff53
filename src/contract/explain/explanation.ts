/**
 * What the fields of a route mean, and an example of it: for the API's description. Kept apart from the schemas, which
 * the browser loads first and which are at their limit of size.
 */

/** A sentence for each field, by its path: `reports[].previous.crash.code`. */
export type Words = Readonly<Record<string, string>>;

export interface Explanation {
  readonly request?: {
    /** Path and query parameters by name, fields of the body by path. */
    readonly words: Words;
    /** Path parameters as the schema reads them: an update's id, not its form in a path. */
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
    readonly body?: object;
    readonly lines?: readonly object[];
    /** The lines as CSV, where the route takes a table. */
    readonly table?: string;
  };
  readonly answer?: { readonly words: Words; readonly example: object };
}

/** The same words for fields that lie deeper: `under('hold', { id })` speaks of `hold.id`. */
export const under = (path: string, words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([name, sentence]) => [`${path}.${name}`, sentence]));
