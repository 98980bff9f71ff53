/** What the search offers for what was typed, in groups, decided; the sheet only draws it. */
import type { DeviceSummary } from '#contract/device.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { type Command, KEYMAP } from '../commands/keymap.ts';
import { CONDITION_CHIPS } from '../device/condition-chips.ts';
import type { IconName } from '../icons/icon.tsx';
import type { Found } from '../queries/search-query.ts';
import { shortName } from '../verdict/update-names.ts';

export type Target =
  | { kind: 'update'; id: string; toDecide: boolean }
  | { kind: 'device'; device: string }
  | { kind: 'wallboard' }
  | { kind: 'api' }
  | { kind: 'command'; command: Command }
  | { kind: 'theme'; theme: 'light' | 'dark' | 'system' };

export interface Result {
  key: string;
  icon: IconName;
  words: string;
  /** Said beside it, in small. */
  note: string;
  /** Words it is found by beside those it shows. */
  also?: string;
  target: Target;
}
export interface Group {
  name: 'Updates' | 'Pages' | 'Actions' | 'Devices' | 'More updates';
  results: Result[];
}

const PAGES: readonly Result[] = [
  page('Live', 'the whole fleet', { kind: 'command', command: 'live' }),
  page('Updates', 'every update, the suspected first', { kind: 'command', command: 'updates' }),
  page('Devices', 'every device, by condition, ring or update', { kind: 'command', command: 'devices' }),
  page('Wallboard', 'for a screen across the room', { kind: 'wallboard' }, 'kiosk tv monitor'),
  page('API', 'every route, for integrators', { kind: 'api' }, 'docs openapi documentation'),
];

function page(words: string, note: string, target: Target, also = ''): Result {
  return { key: `page ${words}`, icon: 'next', words, note, also: `page ${also}`, target };
}

function action(words: string, icon: IconName, target: Target, note = ''): Result {
  return { key: `action ${words}`, icon, words, note, target };
}
/** Commands that are pages or this search itself are offered elsewhere or not at all. */
const ICONS: Partial<Record<Command, IconName>> = {
  pause: 'pause',
  refresh: 'clock',
  zone: 'clock',
  'range 1h': 'clock',
  'range 3h': 'clock',
  'range 24h': 'clock',
  keys: 'note',
};
const ACTIONS: readonly Result[] = [
  ...KEYMAP.flatMap(({ command, words, keys }) => {
    const icon = ICONS[command];
    return icon ? [action(words, icon, { kind: 'command', command }, keys.join(' '))] : [];
  }),
  action('Light theme', 'light', { kind: 'theme', theme: 'light' }),
  action('Dark theme', 'dark', { kind: 'theme', theme: 'dark' }),
  action('Theme as the system has it', 'system', { kind: 'theme', theme: 'system' }),
];

/** Every word typed must be somewhere in what is offered. */
function matches(text: string, { words, note, also = '' }: Result): boolean {
  const offered = `${words} ${note} ${also}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => offered.includes(word));
}

/**
 * What the server found comes last: nothing moves under the pointer, and Enter stays on the same result, when it answers.
 * @param text what was typed; without it, the pages and what can be done.
 * @param listed updates that are known without asking: those of the picture.
 */
export function prepareResults(text: string, { updates, devices }: Found, listed: readonly UpdateSummary[]): Group[] {
  const typed = text.trim();
  const matching = (results: readonly Result[]) => results.filter((result) => matches(typed, result));
  const groups: Group[] = [
    { name: 'Updates', results: typed === '' ? [] : matching(listed.map(updateResult)) },
    { name: 'Pages', results: matching(PAGES) },
    { name: 'Actions', results: matching([...listed.map(decisionOn), ...ACTIONS]) },
    { name: 'Devices', results: devices.map(deviceResult) },
    { name: 'More updates', results: updates.flatMap((update) => [updateResult(update), decisionOn(update)]) },
  ];
  return groups.filter(({ results }) => results.length > 0);
}

function updateResult(update: UpdateSummary): Result {
  const held = update.holds.length > 0;
  return {
    key: `update ${update.id}`,
    icon: held ? 'hold' : update.judgement === 'failing' ? 'alarm' : 'running',
    words: update.name,
    note: held ? `paused · ${update.id}` : update.judgement === 'failing' ? `failing · ${update.id}` : update.id,
    target: { kind: 'update', id: update.id, toDecide: false },
  };
}

/** The search leads to the button, with the numbers beside it; it never pauses by itself. */
function decisionOn(update: UpdateSummary): Result {
  const held = update.holds.length > 0;
  return {
    key: `decide ${update.id}`,
    icon: held ? 'lift' : 'pause',
    words: `${held ? 'Lift the pause on' : 'Pause'} ${shortName(update)}…`,
    note: `${update.name}, goes to its button`,
    also: update.id,
    target: { kind: 'update', id: update.id, toDecide: true },
  };
}

const deviceResult = ({ device, condition, labels }: DeviceSummary): Result => ({
  key: `device ${device}`,
  icon: CONDITION_CHIPS[condition].icon,
  words: device,
  note: [condition, labels.ring, labels.sector].filter(Boolean).join(' · '),
  target: { kind: 'device', device },
});
