import { expect, it } from 'vitest';
import { startChild } from './start-child.ts';
import type { End } from './supervise.ts';

const program = new URL('supervised.ts', import.meta.url);

it('tells of a process that could not be made as of one that ended', async () => {
  // No argument may hold such a character, so that nothing is forked.
  const child = startChild(program, ['\0'], { hung: 0, signal: 0, exit: 0 });
  expect(await new Promise<End>((told) => child.onEnd(told))).toEqual({
    code: null,
    signal: null,
    error: expect.stringContaining('null bytes'),
  });
});
