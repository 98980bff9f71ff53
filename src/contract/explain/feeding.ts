/** Routes by which the fleet and its updates become known. */
import { groupDigits } from '../group-digits.ts';
import { MAX_LISTED_LINES, MAX_REPORTS_PER_REQUEST, MAX_RINGS_PER_DEVICE } from '../limits.ts';
import { LABEL_WORDS, LABELS_SENTENCE, REPORT_WORDS } from './device-words.ts';
import { BOOT, CHANNEL, DEVICE, EXAMPLE_NOW, LABELS, morning, UPDATE } from './example-fleet.ts';
import { type Explanation, under } from './explanation.ts';

const SECOND_MS = 1_000;
const ago = (seconds: number): number => EXAMPLE_NOW - seconds * SECOND_MS;

export const postReports: Explanation = {
  request: {
    words: {
      sentAt:
        'When the sender sent this, by the same clock as the reports, epoch milliseconds. A clock that is off is corrected by it, by at most 10 minutes.',
      clock:
        'Drills only: everything up to this time is sent, epoch milliseconds. It drives the fleet clock; a folder of real reports refuses it.',
      speed: 'Drills only: fleet seconds per second. Left out: 1.',
      reports: `The reports, at most ${groupDigits(MAX_REPORTS_PER_REQUEST)}. Each is checked on its own: a bad one never harms its neighbours. Or send them as application/x-ndjson, one a line, with sentAt, clock and speed in the headers bootwatch-sent-at, bootwatch-clock and bootwatch-speed.`,
      ...under('reports[]', REPORT_WORDS),
    },
    body: {
      sentAt: EXAMPLE_NOW,
      reports: [
        { device: DEVICE, at: ago(180), kind: 'boot.started', boot: BOOT, labels: LABELS },
        { device: DEVICE, at: ago(130), kind: 'boot.completed', boot: BOOT, bootMs: 50_000 },
        { device: DEVICE, at: ago(90), kind: 'update.installed', update: UPDATE, activation: 'live' },
        { device: DEVICE, at: EXAMPLE_NOW, kind: 'heartbeat', boot: BOOT, everySec: 300, updates: [UPDATE] },
        {
          device: 'pc-0002',
          at: ago(20),
          kind: 'boot.started',
          boot: 'b-9',
          previous: { clean: false, crash: { code: 'PAGE_FAULT_IN_NONPAGED_AREA', module: 'csagent.sys' } },
          earlier: [ago(170), ago(95)],
        },
      ],
    },
  },
  answer: {
    words: {
      accepted: 'Reports that were new. They are on disk before you read this.',
      duplicates: 'Reports that were known already; nothing was counted twice.',
      rejected: 'Reports that were not taken.',
      'rejected[].index': 'Place in the request, from 0.',
      'rejected[].why': 'What is wrong with it, every mistake by its field.',
      ignored: 'Fields that mean nothing here and were passed over.',
      'ignored[].field': 'Name of the field.',
      'ignored[].reports': 'Reports in this request that have it.',
      'ignored[].firstIndex': 'Place of the first of them, from 0.',
      'ignored[].meant': 'The known field of nearly this name; null where there is none.',
    },
    example: { accepted: 5, duplicates: 0, rejected: [], ignored: [] },
  },
};

export const putDevices: Explanation = {
  request: {
    words: {
      'dry-run': 'With it nothing is written and the answer says what would change. Without a value it means true.',
      device: 'The device’s own id, as it reports; the only field every line needs.',
      labels: `${LABELS_SENTENCE} A label left out stays as it is known; labels of your own are replaced together.`,
      ...under('labels', LABEL_WORDS),
      rings: `Ring by channel, where it differs from the label ring; at most ${MAX_RINGS_PER_DEVICE} channels. Channels left out stay as they are known.`,
      timeZone:
        'IANA time zone of the device’s region. The last one told counts for the whole region; UTC until one is.',
    },
    query: { 'dry-run': 'true' },
    lines: [
      { device: DEVICE, labels: LABELS, rings: { [CHANNEL]: 'Pilot' }, timeZone: 'Europe/Berlin' },
      { device: 'pc-0002', labels: { ring: 'Broad', site: 'store 18', rack: '7' } },
    ],
    table: `device,ring,site,label:rack,ring:${CHANNEL},timeZone
${DEVICE},Canary,store 17,,Pilot,Europe/Berlin
pc-0002,Broad,store 18,7,,`,
  },
  answer: {
    words: {
      dryRun: 'Nothing was written: everything below is what would be.',
      applied: 'new + changed + unchanged: devices for which the inventory says now what their line says.',
      new: 'Devices that were not in the inventory before, also those that report already.',
      changed: 'Devices of which the line says something else than was known.',
      unchanged: 'Devices known as the line says already; not written again.',
      rejected: `Lines that were not taken, at most ${MAX_LISTED_LINES}.`,
      'rejected[].line': 'Line from 1, empty ones and a CSV’s header counted.',
      'rejected[].field': 'The key or column at fault; null for the line as a whole.',
      'rejected[].why': 'What is wrong.',
      'rejected[].fix': 'What to do about it.',
      rejectedCount: 'All lines that were not taken, listed or not.',
      duplicates: `Lines that name a device again and were passed over, at most ${MAX_LISTED_LINES}.`,
      'duplicates[].line': 'Line from 1.',
      'duplicates[].repeats': 'The line that named the device first and won.',
      'duplicates[].device': 'The device named again.',
      duplicateCount: 'All lines that name a device again, listed or not.',
      newRings: `Rings nobody has named before, at most ${MAX_LISTED_LINES}: a misspelt one shows here.`,
      changes: 'What is said otherwise of devices in the inventory, that of most devices first.',
      'changes[].what': 'A label, ring:CHANNEL, timeZone, or "other labels" for those that are not counted.',
      'changes[].devices': 'Devices of which it is said otherwise.',
      'changes[].examples': 'A few of them.',
      'changes[].examples[].line': 'Line from 1.',
      'changes[].examples[].device': 'The device.',
      'changes[].examples[].from': 'What was known; null for nothing.',
      'changes[].examples[].to': 'What the line says; null for nothing.',
    },
    example: {
      dryRun: true,
      ...{ applied: 2, new: 1, changed: 1, unchanged: 0 },
      ...{ rejected: [], rejectedCount: 0, duplicates: [], duplicateCount: 0, newRings: [] },
      changes: [
        {
          what: 'site',
          devices: 1,
          examples: [{ line: 2, device: 'pc-0002', from: 'store 17', to: 'store 18' }],
        },
      ],
    },
  },
};

export const putUpdate: Explanation = {
  request: {
    words: {
      id: 'The update, as vendor~product~version with each part percent-encoded. One nobody has heard of is known from here on.',
      name: 'What people call it. Left out: its id.',
      channel:
        'The way it reaches devices; a device may have a ring of its own for it. Left out: rings are those of the label ring.',
      reach: 'How deep it reaches into the machine.',
      activation:
        'live: active at once; reboot: active from the next start on. A report may say otherwise. Left out: reboot where reach is kernel or os, else live.',
      expectedReboots:
        'Restarts it needs on its own; each prolongs the wait for a verdict by 240 seconds. Left out: 0.',
      target:
        'Devices it is meant for, as lists of values by label: every label named must have one of its values. Left out: all devices.',
      plan: 'When it is to reach which ring. An earlier install there is reported as skipping rings. Left out: no plan.',
      'plan[].ring': 'A ring.',
      'plan[].startsAt': 'When it may begin there, epoch milliseconds by the fleet clock.',
      supersedes: 'The update it takes the place of. Kept with the update; nothing depends on it yet.',
    },
    params: { id: UPDATE },
    body: {
      name: 'Falcon Sensor content 291',
      channel: CHANNEL,
      reach: 'content',
      activation: 'live',
      target: { os: ['windows'] },
      plan: [
        { ring: 'Canary', startsAt: morning(4, 9) },
        { ring: 'Pilot', startsAt: morning(8, 0) },
      ],
    },
  },
  answer: { words: { id: 'The update.' }, example: { id: UPDATE } },
};

const DAY_MS = 86_400_000;
const pastHour = (days: number): number => morning(9, 0) - days * DAY_MS;
const LEAF = { ring: 'Broad', sector: 'Retail', build: '22631', region: 'eu', class: 'laptop' } as const;

export const putHistory: Explanation = {
  request: {
    words: {
      kind: 'What was tried: a start (boot), an update that is active at once (live), or coming back after being switched off (return).',
      ring: 'Ring of the devices.',
      sector: 'Sector of the devices.',
      build: 'Build of the devices.',
      region: 'Region of the devices.',
      class: 'Kind of machine.',
      hour: 'Start of the hour, epoch milliseconds. 28 days are kept; the 14 days before an update begins say what is usual.',
      n: 'Trials of these devices in this hour.',
      x: 'How many of them failed; at most n.',
    },
    lines: [
      { kind: 'boot', ...LEAF, hour: pastHour(8), n: 412, x: 3 },
      { kind: 'return', ...LEAF, hour: pastHour(9), n: 398, x: 5 },
    ],
  },
  answer: {
    words: {
      lines: 'Lines taken. All are or none is.',
      trials: 'Sum of n.',
      failures: 'Sum of x.',
    },
    example: { lines: 2, trials: 810, failures: 8 },
  },
};
