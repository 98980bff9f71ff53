/** The folder of the database, made if it is new. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreRefused } from '#server/store.ts';

/** What no second attempt mends, in words for a person. */
const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  ENOENT: 'no folder can be made there',
  EEXIST: 'a link that leads nowhere lies in its place',
  ELOOP: 'a link that leads back to itself lies in its place',
  ENOTDIR: 'a file lies in its place, or in that of a folder above it',
  ENAMETOOLONG: 'its name is too long',
};

/** @throws StoreRefused where there can be none; Error where it may pass, as on a full disk. */
export function makeFolder(folder: string): void {
  try {
    make(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = REFUSALS[codeOf(error)];
    if (why === undefined) throw error;
    const sentence = `The data folder ${folder} can't be used: ${why}. Choose another with --data.`;
    throw new StoreRefused(sentence, { cause: error });
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Node's own way to make the folders above as well never ends where the system says that nothing is there, as in /proc. */
function make(folder: string): void {
  if (isFolder(folder)) return;
  make(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (codeOf(error) !== 'EEXIST' || !isFolder(folder)) throw error;
  }
}

/** @throws Error with the code ENOTDIR where a file is. */
function isFolder(path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !there.isDirectory()) throw Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' });
  return there !== undefined;
}
