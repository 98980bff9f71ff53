/** The API for people, from the same document that machines read. No script, no inline style. */
import { openApiDocument } from '#contract/openapi.ts';
import { PROBLEMS } from '#contract/problem.ts';
import { ROUTES } from '#contract/routes.ts';
import { COLUMN_NAMES } from '../inventory/csv-columns.ts';
import { OTLP_LOG_PATHS } from '../otlp/accept-logs.ts';
import { REMOTE_WRITE_PATH } from '../remote-write/accept-samples.ts';
import { code, escapeHtml, row, table } from './docs/html.ts';
import { type Door, routeSection } from './docs/route-section.ts';

/** Doors for clients that speak a protocol of their own, with its bodies and errors. */
const PROTOCOLS = [
  {
    paths: OTLP_LOG_PATHS,
    what: 'OpenTelemetry logs (OTLP/HTTP): JSON or protobuf, gzip or plain. What is refused is told as partial success; errors are a google.rpc.Status.',
  },
  {
    paths: [REMOTE_WRITE_PATH],
    what: 'Prometheus remote write 1.0 and 2.0: snappy. Boot times and up become boots and heartbeats; other series are let pass.',
  },
];

/** In the order of the routes. */
const doorsOf = ({ paths }: ReturnType<typeof openApiDocument>): Door[] =>
  ROUTES.map(({ method, path }) => ({ method, path, operation: paths[path][method.toLowerCase()] }));

function routeRow({ method, path, operation: { operationId, summary, parameters } }: Door): string {
  const isKeyed = parameters.some((parameter) => parameter.in === 'header');
  return row([
    `<a href="#${operationId}">${code(`${method} ${path}`)}</a>`,
    escapeHtml(summary) + (isKeyed ? ' <small>(needs an Idempotency-Key)</small>' : ''),
  ]);
}

const protocolRow = ({ paths, what }: (typeof PROTOCOLS)[number]): string =>
  row([paths.map((path) => code(`POST ${path}`)).join('<br>'), escapeHtml(what)]);

const problemRow = ([problem, { status, title }]: [string, { status: number; title: string }]): string =>
  row([code(problem), String(status), escapeHtml(title)], problem);

/** The whole page, as HTML; `server` is the address that the examples are for. */
export function docsPage(server: string): string {
  const doors = doorsOf(openApiDocument());
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/docs.css">
<title>Bootwatch API</title></head><body><main><p><a href="/">Live screen</a></p><h1>Bootwatch API</h1>
<p>Machine-readable: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Times are epoch milliseconds. Update ids in paths are
<code>vendor~product~version</code>, each part percent-encoded.</p>
<p>On this page: <a href="#routes">Routes</a>, <a href="#protocols">Other protocols</a>, <a href="#inventory">Inventory</a>,
<a href="#problems">Problems</a></p>
<h2 id="routes">Routes</h2>${table('Routes', ['Route', 'For'], doors.map(routeRow))}
${doors.map((door) => routeSection(server, door)).join('')}
<h2 id="protocols">Other protocols</h2>${table('Other protocols', ['Route', 'For'], PROTOCOLS.map(protocolRow))}
<h2 id="inventory">Inventory</h2><p><code>PUT /api/devices</code> takes one device a line, as JSON
(<code>{"device":"pc-1","labels":{"ring":"Canary","site":"store 17"},"rings":{"falcon-content":"Pilot"},"timeZone":"Europe/Berlin"}</code>,
<code>application/x-ndjson</code>) or as CSV with the columns ${escapeHtml(COLUMN_NAMES.join(', '))}
(<code>text/csv</code>). It is read while it comes: send it whole. Bad lines are listed and the rest is applied; of two lines for one device the
first wins; what is known already is not written again. With <code>?dry-run</code> nothing is.</p>
<h2 id="problems">Problems</h2><p>Refusals are <code>application/problem+json</code> (RFC 9457) with a code, the field and what to do.</p>
${table('Problems', ['Code', 'Status', 'Meaning'], Object.entries(PROBLEMS).map(problemRow))}
</main></body></html>`;
}
