/** Where the devices of an update stand, in five figures: the same as its row of all rings. */
import type { DeviceFilter } from '#contract/device.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { placeOfDevices } from '../app/places.ts';
import { count } from '../format/number.ts';
import type { TileModel } from '../tiles/tiles.tsx';
import { exposedOf } from '../verdict/update-names.ts';

export function prepareTiles(update: Pick<UpdateSummary, 'id' | 'counts' | 'targeted'>): TileModel[] {
  const { waiting, pending, checked, censored, looping, silent, recovered } = update.counts;
  const { loopingChecked, silentChecked } = update.counts;
  const exposed = exposedOf(update);
  const list = (devices: number, stands: DeviceFilter) =>
    devices === 0 ? null : placeOfDevices({ update: update.id, ...stands });
  const of = (whole: number, word: string) => (whole === 0 ? '' : `of ${count(whole)} ${word}`);
  return [
    {
      label: 'Exposed',
      figure: count(exposed),
      unit: of(update.targeted, 'it is meant for'),
      line: `Activated it, ever. Not counted: ${count(waiting)} waiting for a restart.`,
      place: null,
    },
    {
      label: 'Being checked',
      figure: count(pending),
      unit: of(exposed, 'exposed'),
      line: `Verdict not due yet; ${count(checked)} checked. Never will be: ${count(censored)} switched off before it was due.`,
      place: list(pending, { stage: 'pending' }),
    },
    {
      label: 'Looping',
      figure: count(looping),
      unit: of(exposed, 'exposed'),
      line: `Confirmed: starts without a completed boot, or a crash, were seen.${ofUnchecked(looping - loopingChecked)}`,
      place: list(looping, { outcome: 'looping' }),
    },
    {
      label: 'Silent',
      figure: count(silent),
      unit: of(exposed, 'exposed'),
      line: `Suspected: something was due and nothing came.${ofUnchecked(silent - silentChecked)}`,
      place: list(silent, { outcome: 'silent' }),
    },
    {
      label: 'Recovered',
      figure: count(recovered),
      unit: of(looping + silent + recovered, 'down or recovered'),
      line: 'Booted and heard from for 120 s. Not counted: devices that went down again, or left the fleet.',
      place: list(recovered, { outcome: 'recovered' }),
    },
  ];
}

/** Why it is more than the verdict says, which speaks of the checked alone. */
const ofUnchecked = (devices: number): string =>
  devices === 0 ? '' : ` Checked are all but ${count(devices)} of them.`;
