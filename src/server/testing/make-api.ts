/** A product of its own for one test: memory store, a clock the test moves. */
import type { Report } from '#contract/report.ts';
import { createApi, type Running } from '../api.ts';
import { createMemoryStore } from '../memory-store.ts';
import { openBootwatch } from '../open.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import type { Store } from '../store.ts';

export const START = Date.UTC(2024, 6, 19, 4);

export interface TestApi {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly json: <T>(path: string) => Promise<T>;
  readonly send: (method: string, path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** Sends reports as one envelope, by the clock's time. */
  readonly report: (reports: readonly (Partial<Report> & { kind: Report['kind'] })[]) => Promise<Response>;
  readonly running: Running;
  /** Moves the machine's clock on by this many milliseconds and lets the product notice. */
  readonly wait: (ms: number) => void;
  readonly now: () => number;
  readonly trouble: string[];
}

export async function makeApi(
  store: Store = createMemoryStore(),
  from = START,
  some: Partial<Settings> = {},
): Promise<TestApi> {
  let wall = from;
  const trouble: string[] = [];
  const onTrouble = (what: string, error: unknown) => trouble.push(`${what}: ${error}`);
  const running = await openBootwatch({
    store,
    wallNow: () => wall,
    settings: { ...DEFAULT_SETTINGS, groupGapMs: 0, ...some },
    onTrouble,
  });
  const app = createApi({ running: () => running, newId: () => 'error-1', onTrouble });
  const request = async (path: string, init?: RequestInit) => app.request(`http://localhost${path}`, init);
  const send: TestApi['send'] = (method, path, body, headers = {}) =>
    request(path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    request,
    send,
    json: async <T>(path: string) => (await (await request(path)).json()) as T,
    report: (reports) =>
      send('POST', '/api/reports', {
        sentAt: wall,
        reports: reports.map((report) => ({ device: 'd-1', at: wall, boot: 'b-1', ...report })),
      }),
    running,
    wait: (ms) => {
      wall += ms;
      running.ingest.beat();
    },
    now: () => wall,
    trouble,
  };
}
