/** One route: what it takes, an example to paste, what it answers. */
import { exampleOf, type Media, type Operation } from '#contract/openapi.ts';
import { curlsOf } from './curl.ts';
import { answerRows, bodyRows, parameterRow } from './field-rows.ts';
import { code, escapeHtml, listing, table } from './html.ts';
import { prettyJson } from './pretty-json.ts';

/** A route as the page speaks of it: `POST /api/reports`. */
export interface Door {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

export function routeSection(server: string, { method, path, operation }: Door): string {
  const door = `${method} ${path}`;
  const { operationId, summary } = operation;
  return `<section id="${operationId}" aria-labelledby="${operationId}-door">
<h2 id="${operationId}-door"><code>${escapeHtml(door)}</code></h2><p>${escapeHtml(summary)}</p>
${examplePart(server, { method, path, operation })}
${requestPart(door, operation)}
${answerPart(door, operation)}
${refusals(operation)}
<p><a href="#routes">All routes</a></p></section>`;
}

const NO_CONTENT: readonly [string, Media] = ['', { schema: {} }];

/** What to paste, and what comes back. */
function examplePart(server: string, { method, path, operation }: Door): string {
  const door = `${method} ${path}`;
  const curls = curlsOf(server, method, path, operation).map((curl, i) => listing(`Example ${i + 1} of ${door}`, curl));
  const [[, content] = NO_CONTENT] = Object.entries(operation.responses[200].content);
  const answer = exampleOf(content);
  const comesBack =
    answer === undefined ? '' : `<p>Answer:</p>${listing(`Example of the answer of ${door}`, prettyJson(answer))}`;
  return `<h3>Example</h3>${curls.join('')}${comesBack}`;
}

function requestPart(door: string, { parameters, requestBody }: Operation): string {
  const contents = Object.entries(requestBody?.content ?? {});
  const media = contents.map(([type]) => code(type)).join(' or ');
  const rows = [
    ...parameters.map(parameterRow),
    ...contents.flatMap(([, { schema }]) => (schema.type === 'string' ? [] : bodyRows(schema))),
  ];
  if (rows.length === 0) return '';
  const body =
    contents.length === 0 ? '' : `<p>Body: ${media}${isLines(contents) ? ', each line with these fields' : ''}.</p>`;
  return `<h3>Request</h3>${body}${table(`Request of ${door}`, ['Field', 'In', 'Type', 'Needed', 'Meaning'], rows)}`;
}

const isLines = (contents: readonly (readonly [string, unknown])[]): boolean =>
  contents.some(([media]) => media === 'application/x-ndjson');

function answerPart(door: string, { responses }: Operation): string {
  const [[media, content] = NO_CONTENT] = Object.entries(responses[200].content);
  const rows = answerRows(content.schema);
  const fields = table(`Answer of ${door}`, ['Field', 'Type', 'Meaning'], rows);
  return `<h3>Answer</h3>${rows.length === 0 ? `<p>${code(media)}</p>` : fields}`;
}

/** Linked to the table of problems. */
function refusals({ responses }: Operation): string {
  const told = Object.entries(responses)
    .filter(([status]) => status !== '200')
    .map(([status, { description }]) => `${status} ${codesIn(description).map(linkTo).join(', ')}`);
  return told.length === 0 ? '' : `<p class="refusals">Refused with ${told.join(' · ')}</p>`;
}

const codesIn = (description: string): string[] => description.split('; ').map((problem) => problem.split(':')[0]);
const linkTo = (problem: string): string => `<a href="#${escapeHtml(problem)}">${code(problem)}</a>`;
