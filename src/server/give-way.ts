/** Long work in turns: one slice in each turn of the event loop, however many requests are being worked on. */

/** Reports handled in one go, a few milliseconds of work: then others get their turn. */
export const SLICE = 250;

const waiting: (() => void)[] = [];

/** What waits for input and output comes first. A browser tab has timers only, which rest for a millisecond at least. */
function soon(then: () => void): void {
  const { setImmediate = setTimeout } = globalThis as { setImmediate?: (then: () => void) => unknown };
  setImmediate(then);
}

/**
 * Resolves when it is the caller's turn. Everybody who waits has a turn of the event loop to himself, in the order they
 * came: were all woken in the same one, a poll would wait for a slice of every request that is under way. `urgent`:
 * before the others, for what they all wait for.
 */
export function giveWay({ urgent } = { urgent: false }): Promise<void> {
  return new Promise((resolve) => {
    if (urgent) waiting.unshift(resolve);
    else waiting.push(resolve);
    if (waiting.length === 1) soon(wakeFirst);
  });
}

function wakeFirst(): void {
  waiting.shift()?.();
  if (waiting.length > 0) soon(wakeFirst);
}
