/** Guessing which known name a misspelt one stands for. */

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Longest name that is compared, in characters: the cost grows with its square. */
const LONGEST = 40;

/** The known name that was probably meant; undefined where none is near. */
export function nearName(name: string, known: readonly string[]): string | undefined {
  const wanted = plain(name).slice(0, LONGEST);
  const distances = known.map((candidate) => ({ candidate, distance: editDistance(wanted, plain(candidate)) }));
  const best = distances.toSorted((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= Math.floor(plain(best.candidate).length / 3) ? best.candidate : undefined;
}

/** Letters to be put in, taken out or changed (Levenshtein 1966, by rows). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
