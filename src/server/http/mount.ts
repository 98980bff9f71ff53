/** From a route as data to a handler on the wire: checks the request, calls, translates refusals. */

import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { MAX_BODY_BYTES, MAX_HISTORY_BYTES, MAX_TEXT } from '#contract/limits.ts';
import { fieldOf, mistakesIn } from '#contract/mistakes.ts';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, Route } from '#contract/route.ts';
import { updateIdFromPath } from '#contract/update-address.ts';
import { Refusal } from '../problem.ts';
import { jsonLines, parseJson, readText } from './read-body.ts';

export interface Checked<R extends Route> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Parsed lines of an NDJSON body, not checked yet. */
  readonly lines: Iterable<unknown>;
  /** The Idempotency-Key of a keyed route. */
  readonly key: string;
  readonly request: Request;
}

/** Returns the route's JSON response, or a whole Response where headers or another media type matter. */
export type Handler<R extends Route> = (
  input: Checked<R>,
) => Promise<ResponseOf<R> | Response> | ResponseOf<R> | Response;

/** Registers a handler for a route. */
export function mount<R extends Route>(app: Hono, route: R, handler: Handler<R>): void {
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  app.on(route.method, path, async (context) => {
    const result = await handler(await check(route, context));
    return result instanceof Response ? result : context.json(result as object);
  });
}

async function check<R extends Route>(route: R, context: Context): Promise<Checked<R>> {
  const request = context.req.raw;
  const media = (request.headers.get('content-type') ?? '').split(';')[0].trim();
  const wanted = route.lines ? 'application/x-ndjson' : route.body ? 'application/json' : undefined;
  if (wanted !== undefined && media !== wanted) {
    throw new Refusal('wrong-content-type', `Content-Type is ${media || 'missing'}; this route takes ${wanted}.`);
  }
  const key = request.headers.get('idempotency-key') ?? '';
  if (route.keyed && key === '') {
    throw new Refusal(
      'idempotency-key-missing',
      'Send an Idempotency-Key header: any text, new for each intent, the same for its retries.',
    );
  }
  if (key.length > MAX_TEXT) throw new Refusal('bad-request', `Idempotency-Key is longer than ${MAX_TEXT} characters.`);
  const params = route.params ? parse(route.params, pathParams(route.path, new URL(request.url).pathname)) : undefined;
  const query = route.query ? parse(route.query, Object.fromEntries(new URL(request.url).searchParams)) : undefined;
  const body = route.body ? parse(route.body, parseJson(await readText(request, MAX_BODY_BYTES))) : undefined;
  const lines = route.lines ? jsonLines(await readText(request, MAX_HISTORY_BYTES)) : [];
  return { params, query, body, lines, key, request } as Checked<R>;
}

/** @throws Refusal 400 naming the first field at fault, and telling of the others. */
export function parse<S extends z.ZodMiniType>(schema: S, value: unknown): z.infer<S> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw new Refusal('bad-request', mistakesIn(parsed.error), { field: fieldOf(parsed.error.issues[0]?.path ?? []) });
}

/** Path parameters still in their encoded form, because an update id's parts are encoded one by one. */
function pathParams(pattern: string, path: string): Record<string, unknown> {
  const segments = path.split('/');
  const entries = pattern.split('/').flatMap((part, i) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return [];
    return [[name, name === 'id' ? (updateIdFromPath(segments[i]) ?? segments[i]) : decodeSegment(segments[i])]];
  });
  return Object.fromEntries(entries);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal('bad-request', 'The path is not percent-encoded as it should be.');
  }
}
