/** Where the devices of an update stand, in five figures: the same as its row of all rings. */
import type { UpdateSummary } from '#contract/update.ts';
import { count } from '../format/number.ts';
import type { TileModel } from '../tiles/tiles.tsx';
import { exposedOf } from '../verdict/update-names.ts';

export function prepareTiles(update: Pick<UpdateSummary, 'counts' | 'targeted'>): TileModel[] {
  const { waiting, pending, checked, censored, looping, silent, recovered } = update.counts;
  const exposed = exposedOf(update);
  const of = (whole: number, word: string) => (whole === 0 ? '' : `of ${count(whole)} ${word}`);
  return [
    {
      label: 'Exposed',
      figure: count(exposed),
      unit: of(update.targeted, 'it is meant for'),
      line: `Activated it, ever. Not counted: ${count(waiting)} waiting for a restart.`,
    },
    {
      label: 'Being checked',
      figure: count(pending),
      unit: of(exposed, 'exposed'),
      line: `Verdict not due yet; ${count(checked)} checked. Never will be: ${count(censored)} switched off before it was due.`,
    },
    {
      label: 'Looping',
      figure: count(looping),
      unit: of(exposed, 'exposed'),
      line: 'Confirmed: starts without a completed boot, or a crash, were seen.',
    },
    {
      label: 'Silent',
      figure: count(silent),
      unit: of(exposed, 'exposed'),
      line: 'Suspected: something was due and nothing came.',
    },
    {
      label: 'Recovered',
      figure: count(recovered),
      unit: of(looping + silent + recovered, 'down or recovered'),
      line: 'Booted and heard from for 120 s. Not counted: devices that went down again, or left the fleet.',
    },
  ];
}
