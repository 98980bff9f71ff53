/** Evidence in words. */
import { groupDigits } from '#contract/group-digits.ts';

const MOST = 1e9;

/** "1 in 49,000": how rarely a harmless update ever shows evidence of e^lnEv; floored to two digits. */
export function oneIn(lnEv: number): string {
  if (lnEv <= 0) return 'no evidence';
  const e = Math.exp(lnEv);
  if (e > MOST) return 'less than 1 in a billion';
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(e)) - 1);
  // A hair above, because e^ln of a round number falls short of it.
  return `1 in ${groupDigits(Math.floor((e * (1 + 1e-12)) / unit) * unit)}`;
}
