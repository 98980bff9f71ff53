import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { EXAMPLE_NOW } from '#contract/explain/example-fleet.ts';
import { EXPLANATIONS } from '#contract/explain/explanations.ts';
import { fieldsOf } from '#contract/json-schema.ts';
import { exampleOf, type Operation, openApiDocument } from '#contract/openapi.ts';
import type { Route } from '#contract/route.ts';
import { ROUTES } from '#contract/routes.ts';
import { updateIdToPath } from '#contract/update-address.ts';
import { makeApi } from '../testing/make-api.ts';
import { curlsOf } from './docs/curl.ts';
import { escapeHtml } from './docs/html.ts';
import { prettyJson } from './docs/pretty-json.ts';
import { docsPage } from './docs-page.ts';

const SERVER = 'http://127.0.0.1:4180';
const page = docsPage(SERVER);
const { paths } = openApiDocument();

test('the page names every door a client can come in by', () => {
  const doors = ROUTES.map(({ method, path }) => `${method} ${path}`);
  for (const door of [...doors, 'POST /v1/logs', 'POST /otlp/v1/logs', 'POST /api/v1/write']) {
    expect(page).toContain(`<code>${door}</code>`);
  }
});

test('every link within the page leads somewhere, and nothing is there twice', () => {
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(ROUTES.length);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
});

test('the page says which kinds of report a field belongs to', () => {
  expect(page).toMatch(/<span class="within">reports\[\]\.<wbr><\/span>everySec<.*?Only in <code>heartbeat<\/code>/);
});

test('every field of every request is in the table of its route', () => {
  for (const { path, method, operationId } of ROUTES) {
    const section = page
      .split(`<section id="${operationId}"`)[1]
      .split('</section>')[0]
      .replaceAll(/<[^>]+>/g, ' ');
    const { requestBody, parameters } = paths[path][method.toLowerCase()];
    const fields = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => fieldsOf(schema));
    const names = [...parameters.map(({ name }) => name), ...fields.map((field) => field.path.split('.').at(-1))];
    for (const name of names) expect(section).toContain(` ${name} `);
  }
});

test('every field has a type that says something', () => {
  expect(page).not.toContain('<td>anything</td>');
});

test('no script, no style and no unescaped example is in the page', () => {
  expect(page).not.toMatch(/<script|<style| style=| on\w+=/);
  expect(page).not.toContain('{"device":"pc-0001"');
});

/** In an order in which each finds what it needs. */
const JOURNEY = [
  ...(['putHistory', 'putDevices', 'putUpdate', 'postReports', 'placeHold', 'addNote', 'getGate'] as const),
  ...(['listUpdates', 'getUpdate', 'getUpdateEvidence', 'listDevices', 'getDevice', 'getLog', 'getSeries'] as const),
  ...(['getSnapshot', 'getHealth', 'getReadiness', 'giveReason', 'liftHold'] as const),
];

describe('the examples, sent to a server', () => {
  test('all are taken, and answered as they say', async () => {
    const api = await makeApi(undefined, EXAMPLE_NOW);
    const answers = new Map<string, unknown>();
    for (const operationId of JOURNEY) {
      const route: Route | undefined = ROUTES.find((candidate) => candidate.operationId === operationId);
      const { request } = EXPLANATIONS[operationId];
      const placed = answers.get('placeHold') as { hold: { id: string } } | undefined;
      const path = (route?.path ?? '')
        .replace('{id}', updateIdToPath(request?.params?.id ?? 'a/b@1'))
        .replace('{device}', request?.params?.device ?? '')
        .replace('{hold}', placed?.hold.id ?? '');
      const query = new URLSearchParams(request?.query).toString();
      const body = request?.lines?.map((line) => JSON.stringify(line)).join('\n') ?? request?.body;
      const url = query === '' ? path : `${path}?${query}`;
      const media = request?.lines ? 'application/x-ndjson' : 'application/json';
      const response =
        body === undefined
          ? await api.request(url)
          : await api.send(route?.method ?? '', url, body, { 'content-type': media });
      expect([operationId, response.status]).toEqual([operationId, 200]);
      answers.set(operationId, await response.json());
    }
    for (const same of ['putHistory', 'putUpdate', 'postReports', 'getHealth'] as const) {
      expect(answers.get(same)).toEqual(EXPLANATIONS[same].answer?.example);
    }
    expect(answers.get('liftHold')).toMatchObject({ lifted: true });
    expect(answers.get('getGate')).toMatchObject({ decision: 'hold', known: true });
  });

  test('the inventory as a table says the same of its columns', async () => {
    const api = await makeApi(undefined, EXAMPLE_NOW);
    const { table = '' } = EXPLANATIONS.putDevices.request ?? {};
    const response = await api.send('PUT', '/api/devices', table, { 'content-type': 'text/csv' });
    expect(await response.json()).toMatchObject({ applied: 2, rejected: [] });
  });
});

test('a command carries key, type and body, and sends reports as of now', () => {
  const of = (path: string, method: string) => curlsOf(SERVER, method.toUpperCase(), path, paths[path][method]);
  const [reports] = of('/api/reports', 'post');
  expect(reports).toContain('now=$(date +%s)000\n');
  expect(reports).toContain(`"sentAt": '$now',`);
  expect(reports).toContain(`"at": '$((now - 180000))'`);
  expect(reports).not.toMatch(/\d{13}/);
  const [hold] = of('/api/updates/{id}/holds', 'post');
  expect(hold).toContain('/api/updates/crowdstrike~falcon-content~291/holds');
  expect(hold).toContain('-H "idempotency-key: placeHold-$(date +%s)"');
  expect(of('/api/devices', 'put').map((curl) => curl.includes('--data-binary'))).toEqual([true, true]);
  expect(of('/api/gate', 'get')).toEqual([
    "curl 'http://127.0.0.1:4180/api/gate?update=crowdstrike/falcon-content@291&ring=Canary'",
  ]);
});

test('JSON for reading is still the same JSON', () => {
  for (const { answer, request } of Object.values(EXPLANATIONS)) {
    for (const example of [answer?.example, request?.body]) {
      if (example) expect(JSON.parse(prettyJson(example))).toEqual(example);
    }
  }
});

test('what is text stays text', () => {
  expect(escapeHtml('<b title="&">')).toBe('&lt;b title=&quot;&amp;&quot;&gt;');
});

/** Commands as a shell reads them: the words of `curl`, and no curl. */
function wordsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

test('every command is read by a shell as what it means, quotes in it included', () => {
  const keyed = ['addNote', 'placeHold', 'giveReason', 'liftHold'];
  for (const { path, method, operationId } of ROUTES) {
    const operation = paths[path][method.toLowerCase()];
    const contents = Object.entries(operation.requestBody?.content ?? {});
    const commands = curlsOf(SERVER, method, path, operation);
    expect(commands).toHaveLength(Math.max(1, contents.length));
    for (const [nth, command] of commands.entries()) {
      const words = wordsOf(command);
      expect(words.find((word) => word.startsWith(`${SERVER}/`))).toBeDefined();
      expect(words.includes(method)).toBe(method !== 'GET');
      expect(words.some((word) => /^idempotency-key: \w+-\d+$/.test(word))).toBe(keyed.includes(operationId));
      const [media, content] = contents[nth] ?? [];
      if (media === undefined || content === undefined) continue;
      expect(words).toContain(`content-type: ${media}`);
      const body = words.at(-1) ?? '';
      if (operationId === 'postReports') expect(JSON.parse(body).reports).toHaveLength(5);
      else if (media === 'application/json') expect(JSON.parse(body)).toEqual(exampleOf(content));
      else expect(body).toBe(exampleOf(content));
    }
  }
  const quoted: Operation = {
    ...paths['/api/log'].post,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: {}, examples: { example: { value: "it's $HOME" } } } },
    },
  };
  expect(wordsOf(curlsOf(SERVER, 'POST', '/api/log', quoted)[0]).at(-1)).toBe("it's $HOME");
});
