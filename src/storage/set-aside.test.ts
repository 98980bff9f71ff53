/** Parts are set aside once: what does not help is not tried for ever. */
import { expect, it } from 'vitest';
import { readOn } from './set-aside.ts';

const damaged = (part: string) =>
  Object.assign(new Error(`(while reading from part /data/engine/store/1/${part}/ in table bootwatch.log (uuid))`), {
    code: '40',
  });

it('gives up on a part that is still met after it was set aside, or could not be', async () => {
  for (const answer of [Promise.resolve(), Promise.reject(new Error('no such part'))]) {
    const statements: string[] = [];
    const read = () => Promise.reject(damaged('all_1_1_0'));
    const command = (sql: string) => {
      statements.push(sql);
      return answer;
    };
    await expect(readOn(read, command)).rejects.toThrow('all_1_1_0');
    expect(statements).toEqual(["ALTER TABLE bootwatch.log DETACH PART 'all_1_1_0'"]);
  }
});

it('reads on when a part fails once only, and without each that fails twice', async () => {
  const errors = ['all_1_1_0', 'all_2_2_0', 'all_2_2_0', 'all_3_3_0', 'all_3_3_0'].map(damaged);
  const statements: string[] = [];
  const read = async () => {
    const error = errors.shift();
    if (error) throw error;
    return 'the rest';
  };
  expect(await readOn(read, async (sql) => void statements.push(sql))).toBe('the rest');
  expect(statements).toHaveLength(2);
});
