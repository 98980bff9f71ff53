/** Routes that list devices and what was decided, and those for machines. */
import { MAX_DEVICE_REPORTS } from '../limits.ts';
import { DEVICE_WORDS, REPORT_WORDS } from './device-words.ts';
import { BOOT, DEVICE, LABELS, morning, RING, UPDATE } from './example-fleet.ts';
import { EXAMPLE_ENTRY } from './example-snapshot.ts';
import { type Explanation, under } from './explanation.ts';
import { LOG_WORDS } from './hold-words.ts';
import { cursorWords } from './paging-words.ts';

const EXAMPLE_DEVICE = {
  device: DEVICE,
  labels: LABELS,
  condition: 'looping',
  recovered: false,
  downSince: morning(4, 12),
  lastHeardAt: morning(4, 21),
} as const;

const NEXT = 'The cursor of the next page; null on the last one.';

export const listDevices: Explanation = {
  request: {
    words: {
      q: 'What ids begin with, capital or not. By itself, without other filters or a cursor, and one page only.',
      condition: 'Only devices in this condition; down is looping or silent.',
      ring: 'Only devices in this ring: with an update the one in which it gets that update, else the label.',
      sector: 'Only devices of this sector.',
      region: 'Only devices of this region.',
      site: 'Only devices of this site.',
      update: 'Only devices that have this update, active or waiting for a restart.',
      stage: 'Only devices that stand so with the update, which has to be named.',
      outcome: 'Only devices that count so against the update, which has to be named; down is looping or silent.',
      ...cursorWords('devices'),
    },
    query: { update: UPDATE, stage: 'checked', outcome: 'looping', ring: RING, limit: '20' },
  },
  answer: {
    words: { devices: 'The page. Retired devices are left out.', ...under('devices[]', DEVICE_WORDS), next: NEXT },
    example: { devices: [EXAMPLE_DEVICE], next: null },
  },
};

export const getDevice: Explanation = {
  request: { words: { device: 'Its id as it reports, percent-encoded.' }, params: { device: DEVICE } },
  answer: {
    words: {
      ...DEVICE_WORDS,
      why: 'Why it counts as what it counts as, in words.',
      lastCrash: 'Its last crash; null when none was reported.',
      'lastCrash.at': 'When.',
      'lastCrash.code': 'Stop code, bug check or signal.',
      'lastCrash.module': 'The module the dump blames; null where none is known.',
      boots: 'Its last boots, newest first.',
      'boots[].startedAt': 'When it started; null where only later reports told of this boot.',
      'boots[].completedAt': 'When the boot was complete, by its report or the first heartbeat; null when it was not.',
      'boots[].heardAt': 'When the device was last heard from in this boot; null when never after its start.',
      updates: 'Its recent updates, at most 8.',
      'updates[].update': 'Id of the update.',
      'updates[].installedAt': 'When it was installed, or first seen on the device.',
      'updates[].activatedAt': 'When it became active; null while it waits for a restart.',
      'updates[].stage':
        'waiting for a restart; pending: active, the verdict not due yet; checked: verdict given; censored: switched off cleanly before it was due.',
      'updates[].dueAt': 'When the verdict is due; null unless pending.',
      'updates[].reverted': 'The device said that it went back from it, and has not installed it again.',
      reports: `Its last ${MAX_DEVICE_REPORTS} heartbeats and its last ${MAX_DEVICE_REPORTS} other reports as they were sent, newest first.`,
      ...under('reports[]', REPORT_WORDS),
    },
    example: {
      ...EXAMPLE_DEVICE,
      why: 'Since it last completed a boot it started again at least twice, or a crash was reported.',
      lastCrash: { at: morning(4, 20), code: 'PAGE_FAULT_IN_NONPAGED_AREA', module: 'csagent.sys' },
      boots: [
        { startedAt: morning(4, 21), completedAt: null, heardAt: null },
        { startedAt: morning(3, 2), completedAt: morning(3, 3), heardAt: morning(4, 10) },
      ],
      updates: [
        {
          update: UPDATE,
          installedAt: morning(4, 9),
          activatedAt: morning(4, 9),
          stage: 'checked',
          dueAt: null,
          reverted: false,
        },
      ],
      reports: [
        {
          device: DEVICE,
          at: morning(4, 21),
          kind: 'boot.started',
          boot: BOOT,
          previous: { clean: false, crash: { code: 'PAGE_FAULT_IN_NONPAGED_AREA', module: 'csagent.sys' } },
        },
        { device: DEVICE, at: morning(4, 9), kind: 'update.installed', update: UPDATE },
      ],
    },
  },
};

export const getLog: Explanation = {
  request: {
    words: { update: 'Only entries about this update. Left out: all entries.', ...cursorWords('entries') },
    query: { update: UPDATE, limit: '20' },
  },
  answer: {
    words: { entries: 'The page, newest first.', ...under('entries[]', LOG_WORDS), next: NEXT },
    example: { entries: [EXAMPLE_ENTRY], next: null },
  },
};

export const getHealth: Explanation = {
  answer: { words: { ok: 'true: the process answers, whether its state is rebuilt or not.' }, example: { ok: true } },
};

export const getReadiness: Explanation = {
  answer: {
    words: {
      ready: 'true: the state is rebuilt and reports are taken. Until then this route answers 503.',
      detail: 'How many devices are known, and which clock it goes by.',
      degraded: 'What does not work although it is ready, a sentence each; empty when all is well.',
    },
    example: { ready: true, detail: '20000 devices known, clock: real', degraded: [] },
  },
};
