/** Which devices an update is meant for, compiled to label codes so that asking costs nanoseconds. */
import { COUNTED_LABELS } from '#contract/labels.ts';
import type { UpdateFacts } from '#contract/update.ts';
import type { Dictionaries } from './dictionaries.ts';
import type { DeviceSegment } from './segments.ts';

/** All must hold; empty = every device. */
export type Target = readonly {
  readonly label: (typeof COUNTED_LABELS)[number];
  readonly codes: ReadonlySet<number>;
}[];

/** Values no device has yet match none; compile again when the dictionaries have grown. */
export function compileTarget(target: UpdateFacts['target'], dictionaries: Dictionaries): Target {
  return COUNTED_LABELS.flatMap((label) => {
    const values = target?.[label];
    return values ? [{ label, codes: new Set(values.map((value) => dictionaries[label].find(value))) }] : [];
  });
}

/** Whether both mean the same devices. */
export const isSameTarget = (a: Target, b: Target): boolean =>
  a.length === b.length && a.every(({ label, codes }, nth) => b[nth].label === label && isSameSet(codes, b[nth].codes));

const isSameSet = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  a.size === b.size && [...a].every((code) => b.has(code));

export function isTargeted(target: Target, segment: DeviceSegment, i: number): boolean {
  for (const { label, codes } of target) if (!codes.has(segment[label][i])) return false;
  return true;
}
