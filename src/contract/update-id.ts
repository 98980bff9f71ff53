/** An update's id: `vendor/product@version`, with `#2`, `#3`, ... for a re-release of the same version. */
import * as z from 'zod/mini';
import { MAX_TEXT } from './limits.ts';
import { UPDATE_ID } from './update-address.ts';

export const UpdateId = z
  .string()
  .check(
    z.maxLength(MAX_TEXT),
    z.regex(UPDATE_ID, 'must be vendor/product@version, for example crowdstrike/falcon-content@291'),
  );

/** The version part of an id, the shortest name people use for an update. */
export function versionOf(id: string): string {
  return id.slice(id.lastIndexOf('@') + 1);
}
