import { expect, test } from 'vitest';
import type { Report } from '#contract/report.ts';
import { sayReport } from './say-report.ts';

const common = { device: 'pc-1', at: 0, boot: 'b' };
const words = (report: Report) => sayReport(report, (id) => id.split('@')[1] ?? id).words;

test.each<[Report, string]>([
  [{ ...common, kind: 'boot.started' }, 'Boot started'],
  [{ ...common, kind: 'boot.started', previous: { clean: false } }, 'Boot started, after an unclean end'],
  [
    {
      ...common,
      kind: 'boot.started',
      previous: { clean: false, crash: { code: '0x50', module: 'csagent.sys' } },
      earlier: [1, 2],
    },
    'Boot started, after 0x50 in csagent.sys; 2 earlier starts',
  ],
  [{ ...common, kind: 'heartbeat', everySec: 60 }, 'Heartbeat, promised every 60 s'],
  [{ ...common, kind: 'update.installed', update: 'v/p@291' }, 'Installed 291'],
  [
    { ...common, kind: 'update.installed', update: 'v/p@9', activation: 'reboot' },
    'Installed 9, active after a restart',
  ],
  [{ ...common, kind: 'shutdown', intent: 'restart' }, 'Restarting, by its own word'],
  [{ ...common, kind: 'crash', code: '0x7E' }, 'Crash 0x7E'],
])('%o', (report, sentence) => {
  expect(words(report)).toBe(sentence);
});
