import { describe, expect, it, test } from 'vitest';
import type { Explanation } from './explain/explanation.ts';
import { EXPLANATIONS } from './explain/explanations.ts';
import { type Field, fieldsOf, type JsonSchema } from './json-schema.ts';
import { exampleOf, type Operation, openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes.ts';

const document = openApiDocument();
const cases = ROUTES.map((route): [string, { route: Route; explained: Explanation; operation: Operation }] => [
  route.operationId,
  {
    route,
    explained: EXPLANATIONS[route.operationId],
    operation: document.paths[route.path][route.method.toLowerCase()],
  },
]);

const asSchema = (of: { readonly content: Readonly<Record<string, { schema: JsonSchema }>> } | undefined): JsonSchema =>
  Object.values(of?.content ?? {})[0]?.schema ?? {};
const isSaid = ({ uses }: Field): boolean => uses.every(({ schema }) => (schema.description ?? '').length > 0);

describe.each(cases)('%s', (_, { route, explained, operation }) => {
  it('says what every field of a request means', () => {
    const fields = fieldsOf(asSchema(operation.requestBody));
    const silent = [
      ...operation.parameters.filter(({ description }) => !description).map(({ name }) => name),
      ...fields.filter((field) => !isSaid(field)).map(({ path }) => path),
    ];
    expect(silent).toEqual([]);
  });

  it('says what the fields of the answer mean', () => {
    const fields = fieldsOf(asSchema(operation.responses[200]));
    expect(fields.filter((field) => !isSaid(field)).map(({ path }) => path)).toEqual([]);
  });

  it('has no words that no field has', () => {
    const asked = [
      ...operation.parameters.map(({ name }) => name),
      ...fieldsOf(asSchema(operation.requestBody)).map(({ path }) => path),
    ];
    const answered = fieldsOf(asSchema(operation.responses[200])).map(({ path }) => path);
    const lost = (words: object | undefined, known: readonly string[]) =>
      Object.keys(words ?? {}).filter((path) => !known.includes(path));
    expect(lost(explained.request?.words, asked)).toEqual([]);
    expect(lost(explained.answer?.words, answered)).toEqual([]);
  });

  it('has examples that are what the route takes and gives, and nothing else', () => {
    const { request, answer } = explained;
    for (const [schema, example] of [
      [route.params, request?.params],
      [route.query, request?.query ?? (route.query && {})],
      [route.body, request?.body],
      [route.response, answer?.example],
      ...(request?.lines ?? []).map((line) => [route.lines, line] as const),
    ] as const) {
      expect(example === undefined).toBe(schema === undefined);
      if (schema) expect(schema.parse(example)).toStrictEqual(example);
    }
    expect((request?.lines ?? []).length > 0).toBe(route.lines !== undefined);
    expect(request?.table !== undefined).toBe(route.table === true);
  });

  it('shows its examples where a reader of the document looks for them', () => {
    const { request, answer } = explained;
    const bodies = Object.entries(operation.requestBody?.content ?? {});
    for (const [media, content] of bodies) {
      const example = exampleOf(content);
      if (media === 'application/json') expect(example).toEqual(request?.body);
      else if (media === 'text/csv') expect(example).toBe(request?.table);
      else
        expect(
          String(example)
            .split('\n')
            .map((line) => JSON.parse(line)),
        ).toEqual(request?.lines);
    }
    for (const parameter of operation.parameters) {
      if (parameter.required) expect([parameter.name, exampleOf(parameter)]).not.toContain(undefined);
    }
    if (route.response)
      expect(exampleOf(operation.responses[200].content['application/json'])).toEqual(answer?.example);
  });
});

test('a time says that it is in milliseconds, and a path takes an id in the form that its example has', () => {
  const { parameters } = document.paths['/api/updates/{id}'].put;
  expect(exampleOf(parameters[0])).toMatch(new RegExp(parameters[0].schema.pattern ?? 'none'));
  const gate = asSchema(document.paths['/api/updates/{id}/holds'].post.responses[200]);
  expect(gate.properties?.hold.properties?.placedAt.description).toMatch(/epoch milliseconds/);
});

test('fields that only some variants have are found once, with the variants they belong to', () => {
  const fields = fieldsOf(asSchema(document.paths['/api/reports'].post.requestBody));
  const variantsOf = (path: string) =>
    fields.filter((field) => field.path === path).map(({ uses }) => uses.map(({ variant }) => variant));
  expect(variantsOf('reports[].previous')).toEqual([['boot.started']]);
  expect(variantsOf('reports[].boot')).toEqual([['boot.started', 'boot.completed', 'heartbeat', 'shutdown', 'crash']]);
});
