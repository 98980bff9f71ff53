import { type ReactNode, Suspense } from 'react';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { failing } from '../fixtures/failing.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { BoardContext } from './board.ts';
import { createBoard } from './create-board.ts';
import { loadFailedStyles, noteFailedStyles } from './failed-styles.ts';
import { lazyPart } from './lazy-part.tsx';
import { ViewContext } from './use-view.ts';
import { DEFAULT_VIEW } from './view.ts';

const NOT_LOADED = /^This part of the page could not be loaded/;
const PATIENCE = { timeout: 12_000 };
const never = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

async function show(part: ReactNode, kiosk: boolean) {
  const server = createFakeServer(failing);
  const seen = { reloads: 0 };
  const board = createBoard({
    send: server.send,
    clock: () => 0,
    elapsed: () => 0,
    wait: async () => {},
    newKey: () => 'key',
    origin: 'http://127.0.0.1:8080',
    reload: () => {
      seen.reloads += 1;
    },
  });
  const screen = await render(
    <BoardContext value={board}>
      <ViewContext value={{ ...DEFAULT_VIEW, kiosk, change: () => {} }}>
        <Suspense fallback={null}>{part}</Suspense>
      </ViewContext>
    </BoardContext>,
  );
  return { server, screen, seen };
}

test('a part that cannot be fetched at first is there as soon as it can', async () => {
  let tries = 0;
  const Part = lazyPart(async () => {
    tries += 1;
    return tries === 1 ? never() : () => <p>The part</p>;
  });
  const { screen } = await show(<Part />, false);
  await expect.element(screen.getByText('The part'), PATIENCE).toBeVisible();
});

test('a part that was fetched before is drawn at once', async () => {
  const Part = lazyPart(async () => () => <p>The part</p>);
  const { screen } = await show(<Part />, false);
  await expect.element(screen.getByText('The part')).toBeVisible();
  await screen.unmount();
  const again = await show(<Part />, false);
  expect(again.screen.getByText('The part').query()).not.toBeNull();
});

test('a person is told when a part cannot be fetched, and loads the page again', async () => {
  const Part = lazyPart(never);
  const { screen, seen } = await show(<Part />, false);
  await expect.element(screen.getByText(NOT_LOADED), PATIENCE).toBeVisible();
  await screen.getByRole('button', { name: 'Load the page again' }).click();
  expect(seen.reloads).toBe(1);
});

test('a wall loads itself again, once the server answers', async () => {
  const timers = vi.spyOn(window, 'setInterval');
  const Part = lazyPart(never);
  const { screen, server, seen } = await show(<Part />, true);
  await expect.element(screen.getByText(NOT_LOADED), PATIENCE).toBeVisible();
  expect(screen.getByRole('button').query()).toBeNull();
  const everyMinute = timers.mock.calls.findLast(([, everyMs]) => everyMs === 60_000)?.[0] as () => Promise<void>;
  server.down = true;
  await everyMinute();
  expect(seen.reloads).toBe(0);
  server.down = false;
  await everyMinute();
  expect(seen.reloads).toBe(1);
});

test('styles that could not be loaded are asked for again', async () => {
  noteFailedStyles();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = 'http://127.0.0.1:1/styles.css';
  const failed = new Promise((resolve) => link.addEventListener('error', resolve));
  document.head.append(link);
  await failed;
  await expect(loadFailedStyles()).rejects.toThrow('could not be loaded');
  expect(link.isConnected).toBe(false);
  const again = document.head.querySelector<HTMLLinkElement>(`link[href="${link.href}"]`);
  again?.setAttribute('href', 'data:text/css,');
  await loadFailedStyles();
  expect(document.head.querySelector('link[href="data:text/css,"]')).not.toBeNull();
});
