/** A report as far as it could be read; the schema of reports decides whether it is one. */
export type RawReport = Readonly<Record<string, unknown>>;
