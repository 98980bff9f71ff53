/** Which keys do what: the one list that the keyboard, the help and the tests read. */

export type Command =
  | 'search'
  | 'keys'
  | 'live'
  | 'updates'
  | 'devices'
  | 'pause'
  | 'undo'
  | 'refresh'
  | 'zone'
  | 'range 1h'
  | 'range 3h'
  | 'range 24h';

interface Binding {
  /** One after the other, as KeyboardEvent.key has them. */
  keys: readonly string[];
  command: Command;
  words: string;
}

export const KEYMAP: readonly Binding[] = [
  { keys: ['/'], command: 'search', words: 'Search updates, devices, pages and actions (also Ctrl K)' },
  { keys: ['?'], command: 'keys', words: 'Show these keys' },
  { keys: ['g', 'l'], command: 'live', words: 'Go to the live screen' },
  { keys: ['g', 'u'], command: 'updates', words: 'Go to the list of updates' },
  { keys: ['g', 'd'], command: 'devices', words: 'Go to the list of devices' },
  {
    keys: ['p'],
    command: 'pause',
    words: 'Go to the pause button, to what is to be done in its place, or to that of the first update',
  },
  { keys: ['u'], command: 'undo', words: 'Go to Undo, while it is offered; Enter then takes the pause back' },
  { keys: ['r'], command: 'refresh', words: 'Ask the server now' },
  { keys: ['z'], command: 'zone', words: 'Times in UTC or in your own zone' },
  { keys: ['1'], command: 'range 1h', words: 'Charts over 1 hour' },
  { keys: ['2'], command: 'range 3h', words: 'Charts over 3 hours' },
  { keys: ['3'], command: 'range 24h', words: 'Charts over 24 hours' },
];

/** Between the keys of a sequence at most this long. */
export const SEQUENCE_MS = 1_500;

export interface Pressed {
  key: string;
  at: number;
}

/**
 * What a key means after the one before it; `waiting`: it begins a sequence.
 * @param before the key that began a sequence, if one did.
 */
export function readKey(before: Pressed | null, now: Pressed): Command | 'waiting' | null {
  const first = before && now.at - before.at <= SEQUENCE_MS ? before.key : null;
  const matches = ({ keys }: Binding) =>
    first === null ? keys.length === 1 && keys[0] === now.key : keys[0] === first && keys[1] === now.key;
  const found = KEYMAP.find(matches);
  if (found) return found.command;
  if (first !== null) return readKey(null, now);
  return KEYMAP.some(({ keys }) => keys.length > 1 && keys[0] === now.key) ? 'waiting' : null;
}
