import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sentenceOf } from './options.ts';

const run = (program: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL(`../${program}`, import.meta.url)), ...args], {
    encoding: 'utf8',
  });

test.each([
  ['serve.ts', '--hst', 'There is no option --hst. Is --host meant?\n'],
  ['serve.ts', '--prot', 'There is no option --prot. Is --port meant?\n'],
  ['serve-alone.ts', '-p', 'There is no option -p.\n'],
  ['drill.ts', '--colour', 'There is no option --colour.\n'],
])('%s %s ends with a sentence, and all options there are', (program, option, sentence) => {
  const { status, stdout, stderr } = run(program, option);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr.startsWith(sentence)).toBe(true);
  expect(stderr).toMatch(/^(npm (start|run drill) --|node src\/serve-alone\.ts) \[options\]$/m);
});

test('--help says what a program is for, and its options', () => {
  const { status, stdout } = run('verify.ts', '--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Counts everything once more/);
  expect(stdout).toContain('  --data data  folder of the database');
});

test.each([
  [new TypeError('fetch failed', { cause: new Error('bad port') }), 'fetch failed: bad port'],
  [
    new TypeError('fetch failed', { cause: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }) }),
    'fetch failed: ECONNREFUSED',
  ],
  [new Error('Another process uses it.', { cause: new Error('line 7 of the engine') }), 'Another process uses it.'],
  [new Error('no cause'), 'no cause'],
  ['thrown text', 'thrown text'],
])('%s is said as "%s"', (error, sentence) => {
  expect(sentenceOf(error)).toBe(sentence);
});
