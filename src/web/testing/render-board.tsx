import { StrictMode } from 'react';
import { render } from 'vitest-browser-react';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../app/app.tsx';
import { createBoard } from '../app/create-board.ts';
import { createQueryClient } from '../app/create-query-client.ts';
import type { FakeServer } from './fake-server.ts';

export interface Times {
  /** Both clocks of the viewer, in ms; tests move them by hand. */
  now: number;
  /** How often the page was opened anew. */
  reloads: number;
  /** How far the wall clock has been set ahead of that. */
  ahead: number;
}

/** Draws the whole app on a fake server. Waiting between two attempts passes at once and moves the clocks. */
export async function renderBoard(server: FakeServer, path = '/') {
  const times: Times = { now: 1_000_000, ahead: 0, reloads: 0 };
  let keys = 0;
  const board = createBoard({
    send: server.send,
    clock: () => times.now + times.ahead,
    elapsed: () => times.now,
    wait: async (ms) => {
      times.now += ms;
    },
    newKey: () => {
      keys += 1;
      return `key-${keys}`;
    },
    origin: 'http://127.0.0.1:8080',
    reload: () => {
      times.reloads += 1;
    },
  });
  const { hook, history, navigate } = memoryLocation({ path, record: true });
  const screen = await render(
    <StrictMode>
      <App board={board} queries={createQueryClient()} address={hook} />
    </StrictMode>,
  );
  return { screen, times, board, address: () => history.at(-1), visited: () => history.length, navigate };
}
