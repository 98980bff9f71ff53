/** The typed client: turns a route and its input into a request, and the answer into a checked value. */
import * as z from 'zod/mini';
import { Problem } from './problem.ts';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, Route, Schema } from './route.ts';
import { updateIdToPath } from './update-address.ts';

export interface WireRequest {
  method: string;
  /** Path and query, beginning with a slash. */
  url: string;
  headers: Record<string, string>;
  body?: string;
}
export interface WireResponse {
  status: number;
  /** Header values by lower-case name. */
  header(name: string): string | null;
  text(): Promise<string>;
}
/** Does the actual sending; timeouts and aborting are its business. */
export type Send = (request: WireRequest) => Promise<WireResponse>;

/** The server answered with a problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** Seconds from the Retry-After header, where the server gave one. */
  readonly retryAfterSec: number | undefined;
  constructor(problem: Problem, retryAfterSec?: number) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfterSec = retryAfterSec;
  }
}

export type Input<R extends Route> = (undefined extends ParamsOf<R> ? unknown : { params: ParamsOf<R> }) &
  (undefined extends QueryOf<R> ? unknown : { query: QueryOf<R> }) &
  (undefined extends BodyOf<R> ? unknown : { body: BodyOf<R> }) &
  (R extends { lines: Schema } ? { lines: readonly z.infer<R['lines']>[] } : unknown) &
  (R extends { keyed: true } ? { idempotencyKey: string } : unknown);

interface LooseInput {
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
  body?: unknown;
  lines?: readonly unknown[];
  idempotencyKey?: string;
}

/**
 * Calls a route.
 * @throws ProblemError when the server says no; whatever `send` throws when it cannot be reached;
 * a zod error when the answer is not of the route's shape.
 */
export async function call<R extends Route>(send: Send, route: R, input: Input<R>): Promise<ResponseOf<R>> {
  const response = await send(toRequest(route, input as LooseInput));
  const text = await response.text();
  if (response.status >= 400) throw toError(response, text);
  return (route.response ? z.parse(route.response, JSON.parse(text)) : undefined) as ResponseOf<R>;
}

/** The request a route and its input stand for. */
export function toRequest(route: Route, input: LooseInput): WireRequest {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = input.params?.[name] ?? '';
    return name === 'id' ? updateIdToPath(value) : encodeURIComponent(value);
  });
  const query = Object.entries(input.query ?? {})
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const headers: Record<string, string> = { accept: 'application/json' };
  if (input.idempotencyKey) headers['idempotency-key'] = input.idempotencyKey;
  const request: WireRequest = { method: route.method, url: query ? `${path}?${query}` : path, headers };
  if (input.lines) {
    headers['content-type'] = 'application/x-ndjson';
    request.body = input.lines.map((line) => JSON.stringify(line)).join('\n');
  } else if (input.body !== undefined) {
    headers['content-type'] = 'application/json';
    request.body = JSON.stringify(input.body);
  }
  return request;
}

function toError(response: WireResponse, text: string): ProblemError {
  const retryAfter = Number(response.header('retry-after') ?? Number.NaN);
  const retryAfterSec = Number.isFinite(retryAfter) ? retryAfter : undefined;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const parsed = z.safeParse(Problem, body);
  const problem = parsed.success
    ? parsed.data
    : {
        type: 'about:blank',
        title: 'Unexpected answer',
        status: response.status,
        code: 'internal',
        detail: `The server answered ${response.status} without saying why.`,
      };
  return new ProblemError(problem, retryAfterSec);
}
