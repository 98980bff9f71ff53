import { expect, it } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import { restoreState } from './restore-state.ts';
import type { Checkpoint, Store } from './store.ts';
import { checkpointsOf } from './testing/checkpoints-of.ts';
import { fleetWithFailure } from './testing/made-fleet.ts';
import { makeApi } from './testing/make-api.ts';

const RINGS = ['Canary', 'Pilot'];

/** A store whose finished checkpoints are these, newest first. */
const holding = (...checkpoints: Checkpoint[]): Store => ({
  ...createMemoryStore(),
  async *checkpoints() {
    yield* checkpoints;
  },
});

/** The checkpoint of a fleet of twelve devices. */
async function saved(): Promise<Checkpoint> {
  const store = createMemoryStore();
  const api = await makeApi(store);
  await fleetWithFailure(api, 12, 0);
  await api.running.product.saver.save();
  return (await checkpointsOf(store))[0];
}

it('takes the newest that is whole and of a version that is read', async () => {
  const whole = await saved();
  const damaged: Checkpoint = { ...whole, seq: 9, part: async () => undefined };
  const fleet = JSON.stringify({ ...JSON.parse(JSON.parse(whole.header).fleet), version: 1 });
  const unread: Checkpoint = { ...whole, seq: 8, header: JSON.stringify({ ...JSON.parse(whole.header), fleet }) };
  const state = await restoreState(holding(damaged, unread, { ...whole, seq: 7 }), RINGS);
  expect([state?.seq, state?.fleet.deviceCount]).toEqual([7, 12]);
  expect(await restoreState(holding(damaged, unread), RINGS)).toBeUndefined();
});

it('asks for every part once and for no other, and for none of a fleet without devices', async () => {
  const whole = await saved();
  const asked: number[] = [];
  const part: Checkpoint['part'] = (n) => {
    asked.push(n);
    return whole.part(n);
  };
  await restoreState(holding({ ...whole, part }), RINGS);
  expect(asked).toEqual([0]);
  const state = await restoreState(holding({ ...whole, parts: 0, part }), RINGS);
  expect([asked, state?.fleet.deviceCount]).toEqual([[0], 0]);
});

it('fails when the store does, whichever part it is', async () => {
  const whole = await saved();
  const broken: Checkpoint = {
    ...whole,
    parts: 2,
    part: (n) => (n === 0 ? whole.part(0) : Promise.reject(new Error('no answer'))),
  };
  await expect(restoreState(holding(broken), RINGS)).rejects.toThrow('no answer');
});
