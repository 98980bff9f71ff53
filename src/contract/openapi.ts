/** OpenAPI 3.1 from the routes. */
import * as z from 'zod/mini';
import { PROBLEMS, Problem } from './problem.ts';
import type { Route, Schema } from './route.ts';
import { ROUTES } from './routes.ts';

const json = (schema: unknown) => ({ 'application/json': { schema } });
const CSV = { 'text/csv': { schema: { type: 'string' } } };
const toSchema = (schema: Schema) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

function parameters(place: 'path' | 'query', schema: Schema | undefined) {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
    ...(place === 'path' && name === 'id' ? { description: 'vendor~product~version, each part percent-encoded' } : {}),
  }));
}

function operation(route: Route) {
  const headers = route.keyed
    ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', maxLength: 200 } }]
    : [];
  const body = route.lines
    ? {
        required: true,
        content: { 'application/x-ndjson': { schema: toSchema(route.lines) }, ...(route.table && CSV) },
      }
    : route.body && { required: true, content: json(toSchema(route.body)) };
  const failures = Object.groupBy(route.problems, (code) => String(PROBLEMS[code].status));
  return {
    operationId: route.operationId,
    summary: route.summary,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query), ...headers],
    ...(body ? { requestBody: body } : {}),
    responses: {
      200: {
        description: 'OK',
        content: route.response
          ? json(toSchema(route.response))
          : { [route.produces ?? 'text/plain']: { schema: { type: 'string' } } },
      },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, codes]) => [
          status,
          {
            description: (codes ?? []).map((code) => `${code}: ${PROBLEMS[code].title}`).join('; '),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

/** The whole API as an OpenAPI 3.1 document. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of ROUTES) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
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
