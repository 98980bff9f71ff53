/** RFC 9457 problems: code, field, what to do. */
import * as z from 'zod/mini';

export const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request is not valid' },
  'foreign-origin': { status: 403, title: 'This request does not come from here' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'method-not-allowed': { status: 405, title: 'This method is not known here' },
  'too-slow': { status: 408, title: 'The request took too long to arrive' },
  conflict: { status: 409, title: 'This does not fit what stands already' },
  'too-large': { status: 413, title: 'The request is too large' },
  'wrong-content-type': { status: 415, title: 'This route does not take bodies of this type' },
  'idempotency-key-missing': { status: 428, title: 'An Idempotency-Key is needed' },
  'too-busy': { status: 429, title: 'Too much at once' },
  internal: { status: 500, title: 'Something went wrong here' },
  'storage-full': { status: 503, title: 'There is no space to write' },
  'log-damaged': { status: 503, title: 'Decisions may be missing' },
  'not-ready': { status: 503, title: 'Not ready yet' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemCode = keyof typeof PROBLEMS;

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** What happened and what to do about it. */
  detail: z.string(),
  /** The field at fault, as a path like `reports[3].at`. */
  field: z.optional(z.string()),
  /** Names this one occurrence in the server's own log. */
  instance: z.optional(z.string()),
});
export type Problem = z.infer<typeof Problem>;
