/** Long work in slices, a few milliseconds of them in each turn of the event loop, however many requests are worked on. */

/** Reports handled in one go, a few milliseconds of work: then others get their turn. */
export const SLICE = 250;

/** Those who wait are woken one after the other until a turn has taken this long. */
const TURN_MS = 4;

const waiting: (() => void)[] = [];
let isUnderWay = false;

/**
 * Resolves when it is the caller's turn, in the order they came. Were all woken in the same turn, a poll would wait for
 * a slice of every request that is under way. `urgent`: before the others, for what they all wait for.
 */
export function giveWay({ urgent } = { urgent: false }): Promise<void> {
  return new Promise((resolve) => {
    if (urgent) waiting.unshift(resolve);
    else waiting.push(resolve);
    if (isUnderWay) return;
    isUnderWay = true;
    soon(takeTurn);
  });
}

function takeTurn(): void {
  const until = performance.now() + TURN_MS;
  const wake = () => {
    const first = waiting.shift();
    isUnderWay = first !== undefined;
    first?.();
    if (!isUnderWay) return;
    // Whoever was woken works before it is asked how long that took.
    queueMicrotask(() => (performance.now() < until ? wake() : soon(takeTurn)));
  };
  wake();
}

/** In the next turn, after input and output. A browser tab has channels for it: its timers rest, in the background for a minute. */
function soon(then: () => void): void {
  const { setImmediate } = globalThis as { setImmediate?: (then: () => void) => unknown };
  if (setImmediate) {
    setImmediate(then);
    return;
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    then();
  };
  port2.postMessage(null);
}
