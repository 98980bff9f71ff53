import { describe, expect, it } from 'vitest';
import { giveWay } from './give-way.ts';

/** Resolves in the next turn of the event loop. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Longer than a turn should last. */
function workLong(): void {
  for (const until = performance.now() + 10; performance.now() < until; );
}

describe('whoever gives way', () => {
  it('has a turn of the event loop to himself where the work is long, in the order they came', async () => {
    const woken: string[] = [];
    const work = async (name: string) => {
      for (let slice = 1; slice <= 2; slice++) {
        await giveWay();
        woken.push(name + slice);
        workLong();
      }
    };
    const all = Promise.all(['a', 'b', 'c'].map(work));
    for (let turns = 1; turns <= 6; turns++) {
      await turn();
      expect(woken.length).toBeLessThanOrEqual(turns);
    }
    await all;
    expect(woken).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  });

  it('shares a turn with others where the work is short', async () => {
    let [woken, turns] = [0, 0];
    const all = Promise.all(Array.from({ length: 1_000 }, () => giveWay().then(() => woken++)));
    while (woken < 1_000) {
      await turn();
      turns++;
    }
    await all;
    expect(turns).toBeLessThan(500);
  });

  it('waits for what is urgent', async () => {
    const woken: string[] = [];
    const note = (name: string) => () => woken.push(name);
    const ordinary = [giveWay().then(note('first')), giveWay().then(note('second'))];
    await Promise.all([...ordinary, giveWay({ urgent: true }).then(note('urgent'))]);
    expect(woken.indexOf('urgent')).toBeLessThan(woken.indexOf('second'));
  });
});
