/** The API for people: every route from the same data the server runs on. No script, no inline style. */
import { PROBLEMS } from '#contract/problem.ts';
import type { Route } from '#contract/route.ts';
import { ROUTES } from '#contract/routes.ts';
import { COLUMN_NAMES } from '../inventory/csv-columns.ts';
import { OTLP_LOG_PATHS } from '../otlp/accept-logs.ts';
import { REMOTE_WRITE_PATH } from '../remote-write/accept-samples.ts';

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

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

const routeRow = (route: Route): string =>
  `<tr><td><code>${route.method} ${escapeHtml(route.path)}</code></td><td>${escapeHtml(route.summary)}${
    route.keyed ? ' <small>(needs an Idempotency-Key)</small>' : ''
  }</td></tr>`;

const protocolRow = ({ paths, what }: (typeof PROTOCOLS)[number]): string =>
  `<tr><td>${paths.map((path) => `<code>POST ${path}</code>`).join('<br>')}</td><td>${what}</td></tr>`;

const problemRow = ([code, { status, title }]: [string, { status: number; title: string }]): string =>
  `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)}</td></tr>`;

export function docsPage(): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/docs.css">
<title>Bootwatch API</title></head><body><main><p><a href="/">Live screen</a></p><h1>Bootwatch API</h1>
<p>Machine-readable: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Times are epoch milliseconds. Update ids in paths are
<code>vendor~product~version</code>, each part percent-encoded.</p>
<h2>Routes</h2><table><thead><tr><th>Route</th><th>For</th></tr></thead><tbody>${ROUTES.map(routeRow).join('')}</tbody></table>
<h2>Other protocols</h2><table><thead><tr><th>Route</th><th>For</th></tr></thead><tbody>${PROTOCOLS.map(protocolRow).join('')}</tbody></table>
<h2 id="inventory">Inventory</h2><p><code>PUT /api/devices</code> takes one device a line, as JSON
(<code>{"device":"pc-1","labels":{"ring":"Canary","site":"store 17"},"rings":{"falcon-content":"Pilot"},"timeZone":"Europe/Berlin"}</code>,
<code>application/x-ndjson</code>) or as CSV with the columns ${escapeHtml(COLUMN_NAMES.join(', '))}
(<code>text/csv</code>). It is read while it comes: send it whole. Bad lines are listed and the rest is applied; of two lines for one device the
first wins; what is known already is not written again. With <code>?dry-run</code> nothing is.</p>
<h2>Problems</h2><p>Refusals are <code>application/problem+json</code> (RFC 9457) with a code, the field and what to do.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${Object.entries(PROBLEMS).map(problemRow).join('')}</tbody></table>
</main></body></html>`;
}
