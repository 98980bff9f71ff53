/** A server for component tests: it answers from pictures and remembers what it was asked. */
import type { Send, WireRequest, WireResponse } from '#contract/client.ts';
import type { Hold } from '#contract/hold.ts';
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { EvidenceSeries, UpdateDetail } from '#contract/update-detail.ts';
import { updateIdFromPath } from '#contract/update-id.ts';
import { hold } from '../fixtures/build.ts';
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
  /** While true, nothing is answered. */
  down: boolean;
  undoForMs: number;
}

const json = (body: unknown, status = 200): WireResponse => ({
  status,
  header: () => null,
  text: async () => JSON.stringify(body),
});

export function createFakeServer(picture: Snapshot, series: Series = failingSeries): FakeServer {
  const server: FakeServer = {
    send,
    actions: [],
    picture,
    series,
    pages: {},
    evidence: risingEvidence,
    down: false,
    undoForMs: 10_000,
  };
  return server;

  async function send(request: WireRequest): Promise<WireResponse> {
    if (request.method !== 'GET') server.actions.push(request);
    if (server.down) throw new TypeError('Failed to fetch');
    if (request.url.startsWith('/api/snapshot')) return json(server.picture);
    if (request.url.startsWith('/api/series')) return json(server.series);
    if (request.method === 'GET') return answerUpdate(new URL(request.url, 'http://fake').pathname.split('/'));
    if (request.url.endsWith('/lift')) return json({ lifted: true, hold: 'hold-1' });
    return json({ hold: placed(request), already: false });
  }

  function answerUpdate([, , , segment = '', what]: string[]): WireResponse {
    const page = server.pages[updateIdFromPath(segment) ?? ''];
    if (page) return json(what === 'evidence' ? server.evidence : page);
    const problem = { type: 'about:blank', title: 'Not found', code: 'not-found', detail: 'No such update.' };
    return json({ ...problem, status: 404 }, 404);
  }

  function placed(request: WireRequest): Hold {
    const update = server.picture.focus ?? 'vendor/product@1';
    const { reason = null } = JSON.parse(request.body ?? '{}') as { reason?: string };
    return hold(update, { reason, undoForMs: server.undoForMs });
  }
}
