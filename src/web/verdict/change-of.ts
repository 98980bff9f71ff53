import type { Snapshot } from '#contract/snapshot.ts';
import { pauseWord } from './say-installs.ts';

/** The verdict without its numbers. */
export function changeOf({ verdict, updates, focus }: Snapshot, asOf: number): string {
  const update = updates.find(({ id }) => id === ('update' in verdict ? verdict.update : focus));
  const paused = update && verdict.state === 'paused' ? pauseWord(update, asOf) : '';
  return [verdict.state, 'update' in verdict ? verdict.update : '', update?.judgement ?? '', paused].join(' ');
}
