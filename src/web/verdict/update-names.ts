import type { UpdateSummary } from '#contract/update.ts';

/** A short name people use: "291" for "Falcon Sensor content 291"; the full name where the version is no word. */
export function shortName({ name, version }: Pick<UpdateSummary, 'name' | 'version'>): string {
  const speaks = /^(?=.*\d)[A-Za-z0-9]{1,6}$/.test(version) && name.endsWith(version);
  return speaks ? version : name;
}

/** Devices that activated it, ever, in this rollout. */
export const exposedOf = ({ counts }: Pick<UpdateSummary, 'counts'>): number =>
  counts.pending + counts.checked + counts.censored;

/** Down now, of the checked: the numerator of every share. */
export const downOf = ({ counts }: Pick<UpdateSummary, 'counts'>): number =>
  counts.loopingChecked + counts.silentChecked;

/** The upper end of the interval for the failure share: of its trials, else of the checked; null where neither says. */
export const ruledOutAbove = ({ evidence, interval }: Pick<UpdateSummary, 'evidence' | 'interval'>): number | null =>
  evidence?.share.high ?? interval?.high ?? null;
