import { expect, it } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import { MinuteWriter } from './minute-writer.ts';
import type { ClosedMinute } from './store.ts';

const MINUTE = 60_000;
const FROM = 100 * MINUTE;

/** A minute in which `down` of 10 devices are down, and its evidence is as much. */
const closed = (nth: number, down: number): ClosedMinute => ({
  minute: FROM + nth * MINUTE,
  fleet: [
    {
      ring: 'Broad',
      sector: 'Retail',
      region: 'EU',
      class: 'always-on',
      healthy: 10 - down,
      looping: down,
      silent: 0,
      off: 0,
      unknown: 0,
    },
  ],
  updates: [],
  trials: [],
  evidence: [{ update: 'a/x@1', now: down, most: down }],
  snapshot: new Uint8Array(),
  version: nth,
});

/** A store that writes nothing before it is let go. */
function slow() {
  const store = createMemoryStore();
  const { promise, resolve } = Promise.withResolvers<void>();
  const putMinute = async (minute: ClosedMinute) => {
    await promise;
    await store.putMinute(minute);
  };
  return { store: { ...store, putMinute }, letGo: resolve };
}

it.each([1, 5])('reads what waits and what is written as one, in steps of %i min', async (step) => {
  const { store, letGo } = slow();
  const writer = new MinuteWriter(store, (what, error) => expect.fail(`${what}: ${error}`));
  const range = { from: FROM, to: FROM + 10 * MINUTE, stepMs: step * MINUTE };
  const read = async () => ({
    down: (await writer.series({ ...range, by: 'ring', update: undefined })).map(({ point, down }) => [point, down]),
    evidence: (await writer.evidence({ ...range, update: 'a/x@1' })).map(({ point, now }) => [point, now]),
  });
  const then: number[] = [];
  for (let nth = 0; nth < 8; nth++) writer.write(closed(nth, nth + 1), async () => void then.push(nth));
  const waiting = await read();
  const lastOfSteps = step === 1 ? [0, 1, 2, 3, 4, 5, 6, 7] : [4, 7];
  expect(waiting.down).toEqual(lastOfSteps.map((nth) => [FROM + (nth - (nth % step)) * MINUTE, nth + 1]));
  expect(waiting.evidence).toEqual(waiting.down);
  expect(then).toEqual([]);
  letGo();
  await writer.done();
  expect(await read()).toEqual(waiting);
  expect(then).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  writer.write(closed(8, 9), async () => {});
  const after = (await read()).down;
  expect(after.at(-1)).toEqual([FROM + (8 - (8 % step)) * MINUTE, 9]);
  expect(new Set(after.map(([point]) => point)).size).toBe(after.length);
});

it('keeps back who closes minutes faster than they are written', async () => {
  const { store, letGo } = slow();
  const writer = new MinuteWriter(store, (what, error) => expect.fail(`${what}: ${error}`));
  for (let nth = 0; nth < 10; nth++) writer.write(closed(nth, 1), async () => {});
  await writer.caughtUp();
  writer.write(closed(10, 1), async () => {});
  let isCaughtUp = false;
  const waiting = writer.caughtUp().then(() => {
    isCaughtUp = true;
  });
  await writer.series({ from: FROM, to: FROM + MINUTE, stepMs: MINUTE, by: 'ring', update: undefined });
  expect(isCaughtUp).toBe(false);
  letGo();
  await waiting;
});
