/** Guessing which known name a misspelt one stands for. */

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST);

/** Of longer names the beginning is compared, in characters: the cost grows with its square. */
const LONGEST = 40;

/** The known name that was probably meant: a third of it may be mistaken at most. Undefined where none is near. */
export function nearName(name: string, known: Iterable<string>): string | undefined {
  const wanted = plain(name);
  let near: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const text = plain(candidate);
    const most = Math.floor(text.length / 3);
    if (Math.abs(text.length - wanted.length) > most) continue;
    const mistakes = mistakesBetween(wanted, text);
    if (mistakes <= most && mistakes < least) [near, least] = [candidate, mistakes];
  }
  return near;
}

/** Letters to be put in, taken out, changed, or swapped with their neighbour (optimal string alignment, by rows). */
function mistakesBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const least = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1));
      next.push(isSwap ? Math.min(least, before[j - 2] + 1) : least);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
