import { expect, it } from 'vitest';
import { RejectedLately } from './rejected-lately.ts';

const MINUTE = 60_000;

function lately() {
  let now = 1_000 * MINUTE;
  const of = new RejectedLately(() => now);
  const reject = (reason: 'time' | 'shape', times: number) => {
    for (let i = 0; i < times; i++) of.rejected(reason);
  };
  return { of, reject, pass: (minutes: number) => (now += minutes * MINUTE) };
}

it('says how many of the last ten minutes were not taken, the most frequent reason first', () => {
  const { of, reject, pass } = lately();
  of.took(500);
  reject('shape', 4);
  pass(9);
  reject('time', 20);
  expect(of.say()).toMatch(
    /^24 of the 524 reports of the last 10 min were not taken: 20 for their time \(is a clock off\?\), 4 for their form\. /,
  );
  pass(1);
  expect(of.say()).toMatch(/^20 of the 20 reports/);
  pass(9);
  expect(of.say()).toBeUndefined();
});

it('says nothing of a few, by number or by share', () => {
  const { of, reject } = lately();
  reject('shape', 9);
  expect(of.say()).toBeUndefined();
  reject('shape', 1);
  expect(of.say()).toBeDefined();
  of.took(991);
  expect(of.say()).toBeUndefined();
});

it('forgets minutes that are still to come once the clock is set back', () => {
  const { of, reject, pass } = lately();
  reject('time', 50);
  pass(-30);
  expect(of.say()).toBeUndefined();
});
