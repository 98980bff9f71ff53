/** What the devices of a fleet alarm have in common, in words. It never blames. */
import type { CommonLabel, FleetAlarm } from '#contract/snapshot.ts';
import { count, listed } from '../format/number.ts';

const MAX_VALUES = 4;

function sayLabel({ label, values }: CommonLabel): string {
  const named =
    values.length > MAX_VALUES ? [...values.slice(0, MAX_VALUES), `${count(values.length - MAX_VALUES)} more`] : values;
  return `${label} ${listed(named)}`;
}

/** "Common to them: os windows; agent 7.11 and 7.15." */
export function sayCommon({ common, looked }: FleetAlarm): string {
  if (looked.silent === 0) return 'What they have in common is being looked at.';
  if (common.length === 0) return 'They have no label in common that the others have not.';
  return `Common to them: ${common.map(sayLabel).join('; ')}.`;
}

/** "Not affected: os linux." */
export function saySpared({ spared }: FleetAlarm): string {
  return spared.length === 0 ? '' : `Not affected: ${spared.map(sayLabel).join('; ')}.`;
}
