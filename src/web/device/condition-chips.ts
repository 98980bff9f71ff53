import type { Condition } from '#contract/words.ts';
import type { Chip } from '../rings/ring-chip.ts';

/** Up again, after it was down. */
export const RECOVERED: Chip = { state: 'ok', icon: 'ok', word: 'Recovered' };

/** What a device counts as, as a chip. */
export const CONDITION_CHIPS = {
  healthy: { state: 'ok', icon: 'ok', word: 'Healthy' },
  looping: { state: 'bad', icon: 'loop', word: 'Looping' },
  silent: { state: 'silent', icon: 'silent', word: 'Silent' },
  off: { state: 'unknown', icon: 'dark', word: 'Off' },
  unknown: { state: 'unknown', icon: 'unknown', word: 'Unknown' },
} as const satisfies Record<Condition, Chip>;
