/** What the first ring could not have shown, in words. */
import type { Coverage, CoverageGap } from '#contract/update-detail.ts';
import { count, listed, plural } from '../format/number.ts';

/** "build Windows Server 2022 (412 devices in Broad)". */
export const sayGap = ({ label, value, ring, devices }: CoverageGap): string =>
  `${label} ${value} (${plural(devices, 'device')} in ${ring})`;

/** One sentence, whether there are gaps or not. */
export function sayCoverage({ rings, gaps, more }: Coverage): string {
  const [first, ...later] = rings;
  if (first === undefined) return 'No device it is meant for is known, so there is nothing to compare.';
  if (later.length === 0) return `All devices it is meant for are in ${first}: no ring comes after it.`;
  if (gaps.length === 0)
    return `Of every sector, region, build, system and class of later rings ${first} has a device too.`;
  const rest = more === 0 ? [] : [`${count(more)} more`];
  return `${first} could not have caught this on: ${listed([...gaps.map(sayGap), ...rest])}.`;
}
