import { afterEach, expect, test, vi } from 'vitest';
import type { Send } from '#contract/client.ts';
import { openApp } from './open-app.ts';

afterEach(() => vi.useRealTimers());

test('an app that does not come is said not to, and the page is opened anew once the server answers', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let isUp = false;
  const send: Send = async () => {
    if (!isUp) throw new TypeError('no answer');
    return { status: 200, header: () => null, text: async () => '' };
  };
  const reload = vi.fn();
  const root = document.createElement('div');
  const opening = openApp(root, {
    send,
    // No time is given to anything.
    wait: async () => {},
    clock: Date.now,
    elapsed: () => performance.now(),
    newKey: () => crypto.randomUUID(),
    origin: 'http://127.0.0.1:8080',
    reload,
  });
  await expect(opening).rejects.toThrow('not loaded in time');
  expect(root.textContent).toMatch(/^Bootwatch could not be loaded/);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).not.toHaveBeenCalled();
  isUp = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).toHaveBeenCalledOnce();
});
