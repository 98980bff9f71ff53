/** The web app: hands the browser's clock, chance and network to the app and draws it. */
import * as z from 'zod/mini';
import { browserSend } from '#web/app/browser-send.ts';
import { createBoard } from '#web/app/create-board.ts';
import { mountApp } from '#web/app/mount-app.tsx';

// The content security policy forbids building code from text.
z.config({ jitless: true });

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element with the id "app".');

const board = createBoard({
  send: browserSend(window.fetch.bind(window)),
  clock: Date.now,
  elapsed: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  newKey: () => crypto.randomUUID(),
  origin: window.location.origin,
  reload: () => window.location.reload(),
});
await mountApp(root, board);
