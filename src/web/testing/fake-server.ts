/** A server for component tests: it answers from pictures and remembers what it was asked. */
import type { Send, WireRequest, WireResponse } from '#contract/client.ts';
import type { DeviceDetail } from '#contract/device.ts';
import type { Hold } from '#contract/hold.ts';
import type { LogEntry } from '#contract/log.ts';
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { updateIdFromPath } from '#contract/update-address.ts';
import type { EvidenceSeries, UpdateDetail } from '#contract/update-detail.ts';
import { hold } from '../fixtures/build.ts';
import { loopingDevice } from '../fixtures/devices.ts';
import { failingSeries } from '../fixtures/failing.ts';
import { risingEvidence } from '../fixtures/update-pages.ts';

export interface FakeServer {
  send: Send;
  /** Every request that was not a GET. */
  actions: WireRequest[];
  picture: Snapshot;
  series: Series;
  /** What it knows of updates beside the picture, by id. */
  pages: Record<string, UpdateDetail>;
  evidence: EvidenceSeries;
  devices: DeviceDetail[];
  /** The queries with which devices were listed. */
  listed: Record<string, string>[];
  /** What it tells of the log, newest first. */
  log: LogEntry[];
  /** While true, nothing is answered. */
  down: boolean;
  undoForMs: number;
}

const json = (body: unknown, status = 200): WireResponse => ({
  status,
  header: () => null,
  text: async () => JSON.stringify(body),
});

/** The page of a build of the app. */
const PAGE = '<script type="module" src="/assets/index-new.js"></script>';
const notFound = json(
  { type: 'about:blank', title: 'Not found', code: 'not-found', detail: 'There is no such thing.', status: 404 },
  404,
);

export function createFakeServer(picture: Snapshot, series: Series = failingSeries): FakeServer {
  const server: FakeServer = {
    send,
    actions: [],
    picture,
    series,
    pages: {},
    evidence: risingEvidence,
    devices: [loopingDevice],
    listed: [],
    log: [],
    down: false,
    undoForMs: 10_000,
  };
  return server;

  async function send(request: WireRequest): Promise<WireResponse> {
    if (request.method !== 'GET') server.actions.push(request);
    if (server.down) throw new TypeError('Failed to fetch');
    if (request.url === '/') return { ...json(null), text: async () => PAGE };
    if (request.url.startsWith('/api/snapshot')) return json(server.picture);
    if (request.url.startsWith('/api/series')) return json(server.series);
    const url = new URL(request.url, 'http://fake');
    const q = url.searchParams.get('q')?.toLowerCase() ?? '';
    if (request.method === 'GET' && url.pathname === '/api/log') return json({ entries: server.log, next: null });
    if (url.pathname === '/api/updates') {
      const updates = server.picture.updates.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(q));
      return json({ updates, next: null });
    }
    if (url.pathname === '/api/devices') {
      server.listed.push(Object.fromEntries(url.searchParams));
      return json({ devices: server.devices.filter(({ device }) => device.toLowerCase().startsWith(q)), next: null });
    }
    if (url.pathname.startsWith('/api/devices/')) {
      const id = decodeURIComponent(url.pathname.slice('/api/devices/'.length));
      const device = server.devices.find((candidate) => candidate.device === id);
      return device ? json(device) : notFound;
    }
    if (request.method === 'GET') return answerUpdate(url.pathname.split('/'));
    if (request.url === '/api/log') return json(noted(request));
    if (request.url.endsWith('/lift')) return json({ lifted: true, hold: 'hold-1' });
    return json({ hold: placed(request), already: false });
  }

  function answerUpdate([, , , segment = '', what]: string[]): WireResponse {
    const page = server.pages[updateIdFromPath(segment) ?? ''];
    if (page) return json(what === 'evidence' ? server.evidence : page);
    return notFound;
  }

  function noted(request: WireRequest): LogEntry {
    const { text, update = null } = JSON.parse(request.body ?? '{}') as { text: string; update?: string };
    const { asOf } = server.picture;
    const seq = (server.log[0]?.seq ?? 0) + 1;
    const actor = { kind: 'person', name: 'Ops desk' } as const;
    const note = { seq, at: asOf, wallAt: asOf, actor, kind: 'note', update, text, intent: `n${seq}` } as const;
    server.log = [note, ...server.log];
    server.picture = { ...server.picture, log: [note, ...server.picture.log] };
    return note;
  }

  function placed(request: WireRequest): Hold {
    const update = server.picture.focus ?? 'vendor/product@1';
    const { reason = null } = JSON.parse(request.body ?? '{}') as { reason?: string };
    return hold(update, { reason, undoForMs: server.undoForMs });
  }
}
