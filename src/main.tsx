/** The web app: hands the browser's clock, chance and network to the app and draws it. */
import '#web/style/index.css';
import { browserSend } from '#web/app/browser-send.ts';
import { openApp } from '#web/app/open-app.ts';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element with the id "app".');

await openApp(root, {
  send: browserSend(window.fetch.bind(window)),
  clock: Date.now,
  elapsed: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  newKey: () => crypto.randomUUID(),
  origin: window.location.origin,
  reload: () => window.location.reload(),
});
