/** The shape of a route. A route is data: server, client, query key and OpenAPI all read the same object. */
import type * as z from 'zod/mini';
import type { ProblemCode } from './problem.ts';

export type Schema = z.ZodMiniType;

export interface Route {
  readonly operationId: string;
  readonly method: 'GET' | 'PUT' | 'POST';
  /** With `{name}` for path parameters. */
  readonly path: string;
  readonly summary: string;
  readonly params?: Schema;
  /** Query parameters, all strings on the wire. */
  readonly query?: Schema;
  readonly body?: Schema;
  /** The body may come as lines of JSON, each of this shape. */
  readonly lines?: Schema;
  /** Besides lines it may be a table: CSV whose first line names the columns. */
  readonly table?: true;
  /** JSON response; absent where the route answers in another media type. */
  readonly response?: Schema;
  readonly produces?: string;
  /** Changes something on a person's behalf: needs an Idempotency-Key. */
  readonly keyed?: true;
  readonly problems: readonly ProblemCode[];
}

type Out<S> = S extends Schema ? z.infer<S> : undefined;
export type ResponseOf<R extends Route> = Out<R['response']>;
export type BodyOf<R extends Route> = Out<R['body']>;
export type QueryOf<R extends Route> = Out<R['query']>;
export type ParamsOf<R extends Route> = Out<R['params']>;
