/** Whether a snappy block is what its lengths say: the library follows a literal of 2 GiB or more backwards, without end. */

/** Tags of literals from here on say in how many bytes their length follows. */
const LENGTH_FOLLOWS = 60;
/** Bytes that follow the tag of a copy, by its kind: 1 to 3. */
const COPY_BYTES = [0, 1, 2, 4] as const;

/** False when a literal goes on beyond the end, or a tag is cut off. */
export function hasSoundLengths(block: Uint8Array): boolean {
  let at = 0;
  // The size of the whole comes first, seven bits a byte.
  while (at < block.length && (block[at] & 0x80) !== 0) at++;
  at++;
  while (at < block.length) {
    const tag = block[at++];
    const kind = tag & 3;
    if (kind !== 0) {
      at += COPY_BYTES[kind as 1 | 2 | 3];
      continue;
    }
    let length = tag >>> 2;
    if (length >= LENGTH_FOLLOWS) {
      const bytes = length - LENGTH_FOLLOWS + 1;
      length = 0;
      for (let n = 0; n < bytes; n++) length += (block[at + n] ?? 0) * 256 ** n;
      at += bytes;
    }
    at += length + 1;
  }
  return at === block.length;
}
