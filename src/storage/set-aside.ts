/** Reads on when a part of a table turns out to be damaged on disk: the part is set aside, as one found broken at a start is. */

/** The engine's codes for data that is not what was written: end reached too early, checksum, decompression, no such codec. */
const DAMAGE_CODES: ReadonlySet<unknown> = new Set(['32', '33', '40', '271', '432']);
const WHERE = /while reading from part \S*\/([\w-]+)\/ in table (bootwatch\.\w+)/;
/** Parts set aside during one read; beyond, it fails. */
const MOST = 100;

/** The statement that sets the part aside on which this error happened; undefined for any other error. */
function settingAside(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !DAMAGE_CODES.has(error.code)) return undefined;
  const [, part, table] = WHERE.exec(error.message) ?? [];
  return part === undefined ? undefined : `ALTER TABLE ${table} DETACH PART '${part}'`;
}

/**
 * Reads; where the same part fails twice, without it. It is kept beside the table and told of by `Store.damage`.
 * @throws whatever `read` throws for other reasons, or still throws of a part that should be set aside.
 */
export async function readOn<T>(read: () => Promise<T>, command: (sql: string) => Promise<void>): Promise<T> {
  const failed = new Set<string>();
  const tried = new Set<string>();
  for (;;) {
    try {
      return await read();
    } catch (error) {
      const statement = settingAside(error);
      if (statement === undefined || tried.has(statement) || tried.size === MOST) throw error;
      if (failed.has(statement)) {
        tried.add(statement);
        // Another read may have met it too, and been the first to set it aside.
        await command(statement).catch(() => undefined);
      }
      failed.add(statement);
    }
  }
}
