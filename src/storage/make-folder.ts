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
  ENOTDIR: 'a file lies in its place',
  ENAMETOOLONG: 'its name is too long',
};

/** @throws StoreRefused where there can be none; Error where it may pass, as on a full disk. */
export function makeFolder(folder: string): void {
  try {
    make(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = REFUSALS[code];
    if (why === undefined) throw error;
    throw new StoreRefused(`The data folder ${folder} can't be used: ${why}. Choose another with --data.`, {
      cause: error,
    });
  }
}

/** Node's own way to make the folders above as well never ends where the system says that nothing is there, as in /proc. */
function make(folder: string): void {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory()) return;
  if (there) throw Object.assign(new Error(`${folder} is no folder`), { code: 'ENOTDIR' });
  make(dirname(folder));
  mkdirSync(folder);
}
