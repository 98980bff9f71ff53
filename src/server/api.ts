/** The API: a function from Request to Response. Node, a test and a browser tab serve the same one. */

import { Hono, type HonoRequest } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Author } from '#contract/hold.ts';
import { MAX_BODY_BYTES, MAX_REPORTS_PER_REQUEST } from '#contract/limits.ts';
import { speakPlainly } from '#contract/mistakes.ts';
import { openApiDocument } from '#contract/openapi.ts';
import { Envelope } from '#contract/report.ts';
import * as routes from '#contract/routes.ts';
import { acceptReports } from './actions/accept-reports.ts';
import { addNote } from './actions/add-note.ts';
import { askGate } from './actions/ask-gate.ts';
import { giveReason } from './actions/give-reason.ts';
import { liftHold } from './actions/lift-hold.ts';
import { placeHold } from './actions/place-hold.ts';
import { putDevices } from './actions/put-devices.ts';
import { putHistory } from './actions/put-history.ts';
import { putUpdate } from './actions/put-update.ts';
import type { Bootwatch } from './bootwatch.ts';
import { answerRefusal, refusalOf, type Translator } from './http/answer-refusal.ts';
import { answerGate, answerSnapshot } from './http/cached-answers.ts';
import { docsPage } from './http/docs-page.ts';
import { guardOrigin, SECURITY_HEADERS } from './http/guard.ts';
import { mount, parse } from './http/mount.ts';
import { letGo } from './http/read-body.ts';
import { readEnvelope } from './http/read-envelope.ts';
import type { Ingest } from './ingest.ts';
import { readInventory } from './inventory/read-inventory.ts';
import { acceptLogs, answerStatus, OTLP_LOG_PATHS } from './otlp/accept-logs.ts';
import { Refusal } from './problem.ts';
import { getDevice, listDevices, searchDevices } from './queries/devices.ts';
import { readEvidence } from './queries/evidence.ts';
import { metricsText } from './queries/metrics.ts';
import { pageOf } from './queries/page.ts';
import { readiness } from './queries/readiness.ts';
import { readSeries } from './queries/series.ts';
import { readUpdate } from './queries/update.ts';
import { acceptSamples, REMOTE_WRITE_PATH } from './remote-write/accept-samples.ts';

speakPlainly();

/** Until users exist, everybody at this machine is the operator. */
const OPERATOR: Author = { kind: 'person', name: 'Operator' };

/** The product once it is open, and the way reports go in. */
export interface Running {
  readonly product: Bootwatch;
  readonly ingest: Ingest;
}

export interface ApiOptions extends Translator {
  /** undefined while the state is being rebuilt: everything but /healthz then answers 503. */
  readonly running: () => Running | undefined;
  /** Answer to any host name, not only loopback ones (a browser tab serving itself). */
  readonly anyHost?: boolean;
}

/** Builds the API. `fetch` of the result takes a Request and never throws. */
export function createApi(options: ApiOptions): Hono {
  const app = new Hono();
  const running = (): Running => {
    const open = options.running();
    if (open) return open;
    throw new Refusal('not-ready', 'The state is being rebuilt after a start. Try again in a moment.', {
      retryAfterSec: 1,
    });
  };
  app.onError((error) => answerRefusal(error, options));
  app.notFound(({ req }) => {
    const looksLikeId = /^\/api\/updates\/[^/]+\/[^/]+(@|%40)/i.test(req.path);
    const hint = looksLikeId ? 'an update id is written vendor~product~version in a path' : '/docs lists what there is';
    return answerRefusal(new Refusal('not-found', `There is no ${req.method} ${req.path} here; ${hint}.`), options);
  });
  app.use(async (context, next) => {
    guardOrigin(context.req.raw, options.anyHost ?? false);
    await next();
    letGo(context.req.raw);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.res.headers.set(name, value);
  });
  app.use(
    methodNotAllowed({ app, onMethodNotAllowed: ({ req }, methods) => answerOtherMethods(req, methods, options) }),
  );
  mountReports(app, running);
  mountOtlp(app, running, options);
  mountRemoteWrite(app, running);
  mountReading(app, running);
  mountDecisions(app, running);
  mountMachines(app, running);
  return app;
}

/** A path that is there, asked with a method that is not. */
function answerOtherMethods(
  { method, path }: HonoRequest,
  methods: readonly string[],
  translator: Translator,
): Response {
  const spoken = methods.filter((known) => known !== 'HEAD').toSorted();
  const detail = `There is no ${method} ${path} here; it takes ${spoken.join(' and ')}. /docs lists what there is.`;
  const answer = answerRefusal(new Refusal('method-not-allowed', detail), translator);
  answer.headers.set('allow', methods.join(', '));
  return answer;
}

type Open = () => Running;

function mountReports(app: Hono, running: Open): void {
  // Not by `mount`: a batch's reports are checked one by one, and it may come as lines.
  app.post(routes.postReports.path, async (context) => {
    const { product, ingest } = running();
    const envelope = parse(Envelope, await readEnvelope(context.req.raw, MAX_BODY_BYTES));
    if (envelope.reports.length > MAX_REPORTS_PER_REQUEST) {
      const detail = `${envelope.reports.length} reports in one request; send at most ${MAX_REPORTS_PER_REQUEST}.`;
      throw new Refusal('too-large', detail, { field: 'reports' });
    }
    return context.json(await acceptReports(product, ingest, envelope));
  });
  // Not by `mount` either: an inventory is worked on while it comes.
  app.put(routes.putDevices.path, async (context) => {
    const { product, ingest } = running();
    const { 'dry-run': dryRun = 'false' } = parse(routes.putDevices.query, context.req.query());
    const lines = readInventory(context.req.raw);
    return context.json(await putDevices(product, ingest, lines, dryRun !== 'false'));
  });
  mount(app, routes.putUpdate, ({ params, body }) => putUpdate(running().product, running().ingest, params.id, body));
  mount(app, routes.putHistory, ({ lines }) => putHistory(running().product, lines));
}

/** In the encodings and with the errors of its own protocol. */
function mountOtlp(app: Hono, running: Open, translator: Translator): void {
  for (const path of OTLP_LOG_PATHS) {
    app.post(path, async ({ req }) => {
      try {
        const { product, ingest } = running();
        return await acceptLogs(product, ingest, req.raw);
      } catch (error) {
        return answerStatus(req.raw, refusalOf(error, translator).refusal);
      }
    });
  }
}

function mountRemoteWrite(app: Hono, running: Open): void {
  app.post(REMOTE_WRITE_PATH, ({ req }) => {
    const { product, ingest } = running();
    return acceptSamples(product, ingest, req.raw);
  });
}

function mountReading(app: Hono, running: Open): void {
  mount(app, routes.getSnapshot, ({ query, request }) => answerSnapshot(running().product, query.at, request));
  mount(app, routes.getSeries, ({ query }) => readSeries(running().product, query));
  mount(app, routes.listUpdates, ({ query }) => {
    const wanted = query.q?.toLowerCase() ?? '';
    const found = running()
      .product.updates()
      .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted));
    const { items, next } = pageOf(found, query);
    return { updates: items, next };
  });
  mount(app, routes.getUpdate, ({ params }) => readUpdate(running().product, params.id));
  mount(app, routes.getUpdateEvidence, ({ params, query }) => readEvidence(running().product, params.id, query.last));
  mount(app, routes.listDevices, ({ query }) => {
    const { q, limit, cursor, ...filter } = query;
    if (q === undefined) return listDevices(running().product, filter, query);
    if (cursor === undefined && Object.values(filter).every((value) => value === undefined)) {
      return searchDevices(running().product, q, query);
    }
    throw new Refusal(
      'bad-request',
      'q: searches by itself, on one page; leave the other filters and the cursor out.',
      {
        field: 'q',
      },
    );
  });
  mount(app, routes.getDevice, ({ params }) => getDevice(running().product, params.device));
  mount(app, routes.getLog, ({ query }) => {
    const entries = running().product.book.entries.toReversed();
    const wanted = query.update;
    const { items, next } = pageOf(
      wanted === undefined ? entries : entries.filter((e) => 'update' in e && e.update === wanted),
      query,
    );
    return { entries: items, next };
  });
}

function mountDecisions(app: Hono, running: Open): void {
  mount(app, routes.addNote, ({ body, key }) => addNote(running().product, body, OPERATOR, key));
  mount(app, routes.placeHold, ({ params, body, key }) => placeHold(running().product, params.id, body, OPERATOR, key));
  mount(app, routes.giveReason, ({ params, body }) =>
    giveReason(running().product, params.id, params.hold, body.reason, OPERATOR),
  );
  mount(app, routes.liftHold, ({ params, body }) =>
    liftHold(running().product, params.id, params.hold, body, OPERATOR),
  );
  mount(app, routes.getGate, ({ query, request }) => {
    const { product } = running();
    return answerGate(askGate(product, query), product.clock.mode === 'drill', request);
  });
}

function mountMachines(app: Hono, running: Open): void {
  const text = (body: string, type: string) => new Response(body, { headers: { 'content-type': type } });
  mount(app, routes.getHealth, () => ({ ok: true }));
  mount(app, routes.getReadiness, () => readiness(running().product));
  mount(app, routes.getMetrics, async () => {
    const { product, ingest } = running();
    return text(await metricsText(product, ingest), routes.getMetrics.produces);
  });
  // Made when first asked for, and kept: each takes a tenth of a second.
  let document: string | undefined;
  let page: { readonly server: string; readonly html: string } | undefined;
  mount(app, routes.getOpenApi, () => {
    document ??= JSON.stringify(openApiDocument());
    return text(document, routes.getOpenApi.produces);
  });
  mount(app, routes.getDocs, ({ request }) => {
    const server = new URL(request.url).origin;
    if (page?.server !== server) page = { server, html: docsPage(server) };
    return text(page.html, routes.getDocs.produces);
  });
}
