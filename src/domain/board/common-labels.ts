/** What devices that fell silent have in common that the others have not. */

import type { CommonLabel } from '#contract/snapshot.ts';

/** Stands for the updates known on a device. */
const UPDATE = 'update';

/** Label values of one device, `update` among them. */
export type Labelled = Readonly<Record<string, readonly string[]>>;

/** A value sets the silent apart when it is this much more frequent among them. */
const TIMES = 2;
/** Together the values of a label have to cover this share of the silent to be called common. */
const COVERS = 0.95;
/** A value spares its devices when so few of the silent carry it, and at least so many others do. */
const SPARED_SHARE = 0.005;
const MIN_SPARED = 10;

/**
 * Labels that nearly all of `silent` share and the others share less, the most telling first; and values that
 * nearly none of `silent` carries although many others do.
 */
export function commonLabels(
  silent: readonly Labelled[],
  others: readonly Labelled[],
): { common: CommonLabel[]; spared: CommonLabel[] } {
  const labels = new Set([...silent, ...others].flatMap((labelled) => Object.keys(labelled)));
  const common: CommonLabel[] = [];
  const spared: CommonLabel[] = [];
  for (const label of labels) {
    const inSilent = tally(silent, label);
    const inOthers = tally(others, label);
    const share = (counts: ReadonlyMap<string, number>, value: string, of: number) =>
      of === 0 ? 0 : (counts.get(value) ?? 0) / of;
    const values = [...new Set([...inSilent.keys(), ...inOthers.keys()])];
    const isSpared = (value: string) =>
      share(inSilent, value, silent.length) <= SPARED_SHARE && (inOthers.get(value) ?? 0) >= MIN_SPARED;
    const kept = values.filter(isSpared);
    const carried = values.filter((value) => inSilent.has(value) && !isSpared(value)).sort();
    // Of a label with several values a device, updates for one, each value is looked at by itself.
    const isMany = [...silent, ...others].some((labelled) => (labelled[label]?.length ?? 0) > 1);
    for (const telling of isMany ? carried.map((value) => [value]) : [carried]) {
      const told = labelTally(label, telling, silent, others);
      const frequency = told.silent / Math.max(1, silent.length);
      const elsewhere = told.others / Math.max(1, others.length);
      const apart = elsewhere * TIMES <= frequency || (kept.length > 0 && elsewhere < frequency);
      if (frequency >= COVERS && apart) common.push(told);
    }
    // The silent cannot say what reached them last, so no update is known to spare its devices.
    if (kept.length > 0 && label !== UPDATE) spared.push(labelTally(label, kept.sort(), silent, others));
  }
  const telling = ({ silent: s, others: o }: CommonLabel) =>
    s / Math.max(1, silent.length) / (o / Math.max(1, others.length) + 0.01);
  return { common: common.sort((a, b) => telling(b) - telling(a)), spared: spared.sort((a, b) => b.others - a.others) };
}

function tally(devices: readonly Labelled[], label: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const labelled of devices) {
    for (const value of labelled[label] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function labelTally(
  label: string,
  values: string[],
  silent: readonly Labelled[],
  others: readonly Labelled[],
): CommonLabel {
  const carries = (labelled: Labelled) => (labelled[label] ?? []).some((value) => values.includes(value));
  return { label, values, silent: silent.filter(carries).length, others: others.filter(carries).length };
}
