import { expect, test } from 'vitest';
import { ProblemError } from '#contract/client.ts';
import { explain, insist } from './insist.ts';

const problem = (status: number, retryAfterSec?: number) =>
  new ProblemError({ type: 'about:blank', title: 'No', status, code: 'x', detail: `because ${status}` }, retryAfterSec);

function patience() {
  let now = 0;
  let asleep = 0;
  const waited: number[] = [];
  return {
    waited,
    elapsed: () => now,
    clock: () => 1_000_000 + now + asleep,
    sleep: (ms: number) => {
      asleep += ms;
    },
    wait: async (ms: number) => {
      waited.push(ms);
      now += ms;
    },
  };
}

function failingTimes(times: number, error: () => Error) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw error();
    return calls;
  };
}

test('silence is tried again every 2 s', async () => {
  const time = patience();
  expect(
    await insist(
      failingTimes(3, () => new TypeError('Failed to fetch')),
      time,
    ),
  ).toBe(4);
  expect(time.waited).toEqual([2_000, 2_000, 2_000]);
});

test('a busy server is given the time it asks for', async () => {
  const time = patience();
  await insist(
    failingTimes(1, () => problem(429, 7)),
    time,
  );
  expect(time.waited).toEqual([7_000]);
});

test('a clear no is final', async () => {
  const time = patience();
  await expect(
    insist(
      failingTimes(9, () => problem(409)),
      time,
    ),
  ).rejects.toThrow('because 409');
  expect(time.waited).toEqual([]);
});

test('after 60 s it gives up', async () => {
  const time = patience();
  await expect(
    insist(
      failingTimes(999, () => problem(503)),
      time,
    ),
  ).rejects.toThrow('because 503');
  expect(time.elapsed()).toBe(60_000);
});

test('a computer that slept for an hour does not act on what was asked before', async () => {
  const time = patience();
  const calls: number[] = [];
  const attempt = async () => {
    calls.push(time.elapsed());
    if (calls.length === 2) time.sleep(3_600_000);
    throw new TypeError('Failed to fetch');
  };
  await expect(insist(attempt, time)).rejects.toThrow('Failed to fetch');
  expect(calls).toEqual([0, 2_000]);
});

test('who leaves ends it', async () => {
  const time = patience();
  const leaving = new AbortController();
  let calls = 0;
  const attempt = async () => {
    calls++;
    leaving.abort();
    throw new TypeError('Failed to fetch');
  };
  await expect(insist(attempt, { ...time, signal: leaving.signal })).rejects.toThrow('Failed to fetch');
  expect(calls).toBe(1);
});

test('a person is told the server’s own words where it had any', () => {
  expect(explain(problem(409))).toBe('because 409');
  expect(explain(new TypeError('x'))).toBe('The server did not answer.');
});
