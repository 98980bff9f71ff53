/** An update's id: `vendor/product@version`, with `#2`, `#3`, ... for a re-release of the same version. */
import * as z from 'zod/mini';
import { MAX_TEXT } from './limits.ts';

const PATTERN = /^([^/@#~\s][^/@#~]*)\/([^/@#~]+)@([^/@#~]+)(#(?:[2-9]|[1-9]\d+))?$/;

export const UpdateId = z
  .string()
  .check(
    z.maxLength(MAX_TEXT),
    z.regex(PATTERN, 'must be vendor/product@version, for example crowdstrike/falcon-content@291'),
  );

/** `vendor~product~version`, not encoded: no part holds a `~`. @throws RangeError when it is no update id */
export function updateIdToParts(id: string): string {
  const match = PATTERN.exec(id);
  if (!match) throw new RangeError(`not an update id: ${id}`);
  return `${match[1]}~${match[2]}~${match[3]}${match[4] ?? ''}`;
}

/** The id of such parts, or undefined when they are none. */
export function updateIdFromParts(text: string): string | undefined {
  const parts = text.split('~');
  const [vendor, product, version] = parts;
  const id = `${vendor}/${product}@${version}`;
  return parts.length === 3 && PATTERN.test(id) ? id : undefined;
}

/** The form an update id takes in a URL path: `vendor~product~version`, each part percent-encoded. */
export const updateIdToPath = (id: string): string => updateIdToParts(id).split('~').map(encodeURIComponent).join('~');

/** The id a path segment (still percent-encoded) stands for, or undefined when it stands for none. */
export function updateIdFromPath(segment: string): string | undefined {
  try {
    return updateIdFromParts(segment.split('~').map(decodeURIComponent).join('~'));
  } catch {
    return undefined;
  }
}

/** The version part of an id, the shortest name people use for an update. */
export function versionOf(id: string): string {
  return id.slice(id.lastIndexOf('@') + 1);
}
