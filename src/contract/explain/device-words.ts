/** Words for what is said of devices in many places: labels, reports, how one stands. */
import { groupDigits } from '../group-digits.ts';
import {
  MAX_ACTIVE_UPDATES_PER_HEARTBEAT,
  MAX_BUILDS,
  MAX_EARLIER_STARTS,
  MAX_EXTRA_LABELS,
  MAX_REGIONS,
  MAX_RINGS,
  MAX_SECTORS,
  MAX_SITES,
} from '../limits.ts';
import { UNASSIGNED } from '../words.ts';
import { under, type Words } from './explanation.ts';

/** The labels of a device, wherever they are. */
export const LABEL_WORDS: Words = {
  ring: `Deployment ring, for example Canary. Left out, and in no ring of the update's channel: ${UNASSIGNED}. At most ${MAX_RINGS} rings; beyond, Other.`,
  sector: `What the device serves, for example Retail. At most ${MAX_SECTORS} sectors; beyond, Other.`,
  region: `Where it is; a region has a time zone. At most ${MAX_REGIONS} regions; beyond, Other.`,
  site: `The building, branch or data centre. At most ${groupDigits(MAX_SITES)} sites; beyond, Other.`,
  os: 'Operating system, for example windows.',
  build: `Build of the operating system or image. At most ${MAX_BUILDS} builds; beyond, Other.`,
  class:
    'Kind of machine. A laptop may take 15 minutes to boot, others 10; a laptop unheard of is taken for off after 12 hours. Left out, it is not taken for a laptop.',
};

/** The labels themselves; what each means is in LABEL_WORDS. */
export const LABELS_SENTENCE = `What the device is counted by. Up to ${MAX_EXTRA_LABELS} labels of your own besides the named ones are kept with the device and not counted; all values are text.`;

const CRASH_WORDS: Words = {
  code: 'Stop code, bug check or signal, as text; crashes with the same code and module are counted together.',
  module: 'The module the dump blames; left out where none is known.',
};

/** A report of any kind. */
export const REPORT_WORDS: Words = {
  device: 'The device’s own id, the same over its life.',
  at: 'When it happened, by the device’s clock. Rejected when it is more than 7 days before or 5 minutes after the fleet clock.',
  id: 'Your own id of this report: of two reports of one device with the same id the second is a duplicate. Left out, repeats are told by device, kind, boot or update, and time.',
  labels: `${LABELS_SENTENCE} What is left out stays as it is known.`,
  ...under('labels', LABEL_WORDS),
  kind: 'What happened; the other fields depend on it.',
  boot: 'Name of this boot, new with every start. It ties the reports of one boot together; in shutdown and crash it may be left out.',
  previous: 'What the device knows of its boot before this one.',
  'previous.clean': 'Whether that boot ended with a clean shutdown. Kept with the report, not counted.',
  'previous.crash':
    'The crash it ended with; left out where there was none. It makes the device looping until it is well again.',
  ...under('previous.crash', CRASH_WORDS),
  earlier: `Start times of boots that nobody was told of, epoch milliseconds, at most ${MAX_EARLIER_STARTS}. They count as late reports: a loop shows once the device can speak.`,
  bootMs: 'How long the boot took, in milliseconds. Kept with the report, not counted.',
  everySec:
    'The device’s promise: it is heard again within this many seconds. It is silent after 4 missed, at least 3 minutes. Left out: the promise it gave before, else 300 for laptops and 60 for others.',
  uptimeMs: 'Time since the start, in milliseconds. Kept with the report, not counted.',
  updates: `Updates active on the device now, at most ${MAX_ACTIVE_UPDATES_PER_HEARTBEAT}. One that was never reported as installed counts as installed from here on.`,
  update: 'Id of the update: vendor/product@version, with #2, #3 for a re-release of the same version.',
  activation:
    'live: active at once; reboot: active from the next start on. Left out: what is known of the update, else reboot for kernel and os updates and live for others.',
  intent:
    'restart: it should be back soon, and is on trial from here on. off or sleep: not being heard is no failure before 10:30 of the next working day, by its region’s clock.',
  ...CRASH_WORDS,
};

/** A device as lists show it. */
export const DEVICE_WORDS: Words = {
  device: 'Its id, as it reports.',
  labels: LABELS_SENTENCE,
  ...under('labels', LABEL_WORDS),
  condition:
    'looping: at least 2 starts or a crash since it last completed a boot; silent: something was due and nothing came; both are down. off: by its own word; unknown: too little was heard.',
  recovered: 'It was down, completed a boot, and was heard from for at least 120 s after.',
  downSince: 'When it went down, by the first evidence of it; null when it is not down.',
  lastHeardAt: 'When it was last heard from; null when never.',
};
