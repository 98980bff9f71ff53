/** `npm run dev`: the whole product in one browser tab, with a simulated fleet; no backend. */
import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import * as z from 'zod/mini';
import { createApi } from '#server/api.ts';
import { createMemoryStore } from '#server/memory-store.ts';
import { openBootwatch } from '#server/open.ts';
import { DEFAULT_SETTINGS } from '#server/settings.ts';
import { startDrill } from '#simulator/drill-run.ts';
import { scenarioNamed } from '#simulator/scenarios.ts';

const DEVICES = 5_000;
const SPEED = 60;

z.config({ jitless: true });
const sayTrouble = (what: string, error: unknown) => console.error(what, error);
const running = await openBootwatch({
  store: createMemoryStore({ keepRecords: false }),
  wallNow: Date.now,
  settings: DEFAULT_SETTINGS,
  onTrouble: sayTrouble,
});
const api = createApi({
  running: () => running,
  anyHost: true,
  newId: () => crypto.randomUUID(),
  onTrouble: sayTrouble,
});
await setupWorker(http.all('*/api/*', ({ request }) => api.fetch(request))).start({ quiet: true });
setInterval(() => running.ingest.beat(), 1_000);

const drill = startDrill({
  scenario: scenarioNamed(new URLSearchParams(window.location.search).get('scenario') ?? 'july-19-staged'),
  devices: DEVICES,
  seed: 1,
  speed: SPEED,
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  signal: new AbortController().signal,
  call: async ({ method, url, headers, body }) => {
    const response = await api.request(new URL(url, window.location.href).href, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, header: (name) => response.headers.get(name), text: () => response.text() };
  },
});
drill.catch((error: unknown) => sayTrouble('the drill stopped', error));
await import('./main.tsx');
