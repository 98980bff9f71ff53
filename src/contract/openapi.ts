/** OpenAPI 3.1 from the routes, with the words and examples that `explain/` has for them. */
import * as z from 'zod/mini';
import { KEY } from './explain/example-fleet.ts';
import type { Explanation, Words } from './explain/explanation.ts';
import { EXPLANATIONS } from './explain/explanations.ts';
import { type JsonSchema, variantsOf, withWords } from './json-schema.ts';
import { MAX_EPOCH_MS, MAX_TEXT } from './limits.ts';
import { PROBLEMS, Problem } from './problem.ts';
import type { Route, Schema } from './route.ts';
import { ROUTES } from './routes.ts';
import { updateIdToParts } from './update-address.ts';

type Examples = Readonly<Record<string, { readonly value: unknown }>>;
/** A body of one media type. */
export interface Media {
  readonly schema: JsonSchema;
  readonly examples?: Examples;
}
type Content = Readonly<Record<string, Media>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string;
  readonly examples?: Examples;
}

/** One route, as the document has it. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
}

/** The one example there is of a thing. */
export const exampleOf = ({ examples }: { readonly examples?: Examples }): unknown => examples?.example?.value;

const asExamples = (value: unknown) => (value === undefined ? {} : { examples: { example: { value } } });

const PROBLEM_REF = { $ref: '#/components/schemas/Problem' } as JsonSchema;
const KEY_HEADER: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', minLength: 1, maxLength: MAX_TEXT },
  description: 'Any text, new for each intent, the same for its retries: however often it is sent, it is done once.',
  ...asExamples(KEY),
};
/** An update's id in a path: `vendor~product~version`. */
const ID_IN_PATH: JsonSchema = { type: 'string', pattern: '^[^~]+~[^~]+~[^~]+$', maxLength: MAX_TEXT };

function toSchema(schema: Schema, words: Words = {}): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return withWords(rest as JsonSchema, (path, field) => withUnit(words[path], field));
}

const UNIT = 'epoch milliseconds';

/** The sentence; of a time it says what it is counted in. */
function withUnit(sentence: string | undefined, field: JsonSchema): string | undefined {
  const isTime = variantsOf(field).some(({ maximum }) => maximum === MAX_EPOCH_MS);
  return sentence !== undefined && isTime && !sentence.includes(UNIT) ? `${sentence} In ${UNIT}.` : sentence;
}

function parameters(place: 'path' | 'query', schema: Schema | undefined, { request }: Explanation): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, request?.words);
  const examples = place === 'path' ? request?.params : request?.query;
  return Object.entries(properties).map(([name, { description, ...field }]): Parameter => {
    const isId = place === 'path' && name === 'id';
    const example = examples?.[name];
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: isId ? ID_IN_PATH : field,
      ...(description !== undefined && { description }),
      ...asExamples(isId && example !== undefined ? updateIdToParts(example) : example),
    };
  });
}

function requestBody(route: Route, { request }: Explanation): Operation['requestBody'] {
  if (route.lines) {
    const lines = request?.lines?.map((line) => JSON.stringify(line)).join('\n');
    const ndjson = { schema: toSchema(route.lines, request?.words), ...asExamples(lines) };
    const csv = { schema: { type: 'string' }, ...asExamples(request?.table) };
    return { required: true, content: { 'application/x-ndjson': ndjson, ...(route.table && { 'text/csv': csv }) } };
  }
  if (!route.body) return undefined;
  const json = { schema: toSchema(route.body, request?.words), ...asExamples(request?.body) };
  return { required: true, content: { 'application/json': json } };
}

function responses(route: Route, { answer }: Explanation): Operation['responses'] {
  const failures = Object.groupBy(route.problems, (code) => String(PROBLEMS[code].status));
  const content: Content = route.response
    ? { 'application/json': { schema: toSchema(route.response, answer?.words), ...asExamples(answer?.example) } }
    : { [route.produces ?? 'text/plain']: { schema: { type: 'string' } } };
  return {
    200: { description: 'OK', content },
    ...Object.fromEntries(
      Object.entries(failures).map(([status, codes]) => [
        status,
        {
          description: (codes ?? []).map((code) => `${code}: ${PROBLEMS[code].title}`).join('; '),
          content: { 'application/problem+json': { schema: PROBLEM_REF } },
        },
      ]),
    ),
  };
}

function operation(route: Route, explanation: Explanation): Operation {
  const body = requestBody(route, explanation);
  return {
    operationId: route.operationId,
    summary: route.summary,
    parameters: [
      ...parameters('path', route.params, explanation),
      ...parameters('query', route.query, explanation),
      ...(route.keyed ? [KEY_HEADER] : []),
    ],
    ...(body && { requestBody: body }),
    responses: responses(route, explanation),
  };
}

/** The whole API as an OpenAPI 3.1 document. */
export function openApiDocument() {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of ROUTES) {
    const { path, method, operationId } = route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(route, EXPLANATIONS[operationId]) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bootwatch',
      version: '1',
      description: 'Devices report; the board shows; one call stops an update. Times are epoch milliseconds.',
    },
    paths,
    components: { schemas: { Problem: toSchema(Problem) } },
  };
}
