import type { UpdateSummary } from '#contract/update.ts';

/** A short name people use: the version where the full name ends in it, else the full name. */
export function shortName({ name, version }: Pick<UpdateSummary, 'name' | 'version'>): string {
  const speaks = version.length <= 12 && /\d/.test(version) && name.endsWith(version);
  return speaks ? version : name;
}

/** Devices that activated it, ever, in this rollout. */
export const exposedOf = ({ counts }: Pick<UpdateSummary, 'counts'>): number =>
  counts.pending + counts.checked + counts.censored;

/** Down now, of the checked: the numerator of every share. */
export const downOf = ({ counts }: Pick<UpdateSummary, 'counts'>): number =>
  counts.loopingChecked + counts.silentChecked;
