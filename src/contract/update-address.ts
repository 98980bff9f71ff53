/** The forms an update's id takes in addresses, of which a `/` and a `#` would be parts. */

/** What an id is made of: vendor, product, version and, with its `#`, the number of a re-release. */
export const UPDATE_ID = /^([^/@#~\s][^/@#~]*)\/([^/@#~]+)@([^/@#~]+)(#(?:[2-9]|[1-9]\d+))?$/;

/** `vendor~product~version`, not encoded: no part holds a `~`. @throws RangeError when it is no update id */
export function updateIdToParts(id: string): string {
  const match = UPDATE_ID.exec(id);
  if (!match) throw new RangeError(`not an update id: ${id}`);
  return `${match[1]}~${match[2]}~${match[3]}${match[4] ?? ''}`;
}

/** The id of such parts, or undefined when they are none. */
export function updateIdFromParts(text: string): string | undefined {
  const parts = text.split('~');
  const [vendor, product, version] = parts;
  const id = `${vendor}/${product}@${version}`;
  return parts.length === 3 && UPDATE_ID.test(id) ? id : undefined;
}

/** The form in a URL path: `vendor~product~version`, each part percent-encoded. */
export const updateIdToPath = (id: string): string => updateIdToParts(id).split('~').map(encodeURIComponent).join('~');

/** The id a path segment (still percent-encoded) stands for, or undefined when it stands for none. */
export function updateIdFromPath(segment: string): string | undefined {
  try {
    return updateIdFromParts(segment.split('~').map(decodeURIComponent).join('~'));
  } catch {
    return undefined;
  }
}
