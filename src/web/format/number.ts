/** Numbers as people read them. A no-break space stands before every percent sign. */
import { groupDigits } from '#contract/group-digits.ts';

const NBSP = '\u00a0';

/** 57912 -> "57,912". */
export const count = groupDigits;

/** "1 device", "2 devices". */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** As many digits as the size of the number deserves: 34, 7.5, 0.3, 0.05. */
function digits(points: number): string {
  if (points === 0) return '0';
  if (points >= 10) return points.toFixed(0);
  if (points >= 1) return trim(points.toFixed(1));
  if (points < 0.01) return '<0.01';
  return trim(points.toFixed(points >= 0.1 ? 1 : 2));
}
const trim = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** A share between 0 and 1 in percent, in short: "34 %", "0.3 %"; only all is "100 %". */
export const percent = (share: number): string => `${share < 1 ? belowAll(share) : '100'}${NBSP}%`;

function belowAll(share: number): string {
  if (share < 0.995) return digits(share * 100);
  return share > 0.999 ? '>99.9' : (Math.floor(share * 1000) / 10).toFixed(1);
}

/** A share with one decimal, for figures that are compared with each other: "34.0". */
export const percentFigure = (share: number): string => (share * 100).toFixed(1);

/** The same with its sign: "34.0 %". */
export const oneDecimal = (share: number): string => `${percentFigure(share)}${NBSP}%`;

/** Both ends of an interval: "29–40 %". */
export function percentRange(low: number, high: number): string {
  const [from, to] = [digits(low * 100), digits(high * 100)];
  return from === to ? `${to}${NBSP}%` : `${from}–${to}${NBSP}%`;
}

/** "Canary", "Canary and Pilot", "Canary, Pilot and Early". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
