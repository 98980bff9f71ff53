/** A 64-bit hash of a text, as two unsigned 32-bit halves. */

export interface Hash64 {
  readonly hi: number;
  readonly lo: number;
}

/**
 * Two independently seeded 32-bit multiply-xorshift passes over the UTF-16 units, mixed at the end as in
 * Murmur3's finaliser (public domain, A. Appleby). With 8.5 M devices two share a hash with odds of 2e-6.
 */
export function hash64(text: string): Hash64 {
  let a = 0x9747b28c ^ text.length;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x85ebca77);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  return { hi: finish(a ^ (b >>> 7)), lo: finish(b ^ (a << 5)) };
}

/** One unsigned 32-bit hash, never 0 (0 means "none" in the state arrays). */
export function hash32(text: string): number {
  const { hi, lo } = hash64(text);
  return (hi ^ lo) >>> 0 || 1;
}

function finish(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The 16 hexadecimal digits of a hash: how the store names a device. */
export function hashText({ hi, lo }: Hash64): string {
  return hi.toString(16).padStart(8, '0') + lo.toString(16).padStart(8, '0');
}
