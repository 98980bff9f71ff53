/** Answers that carry an ETag, so that polling what has not changed costs next to nothing. */
import type { GateAnswer } from '#contract/hold.ts';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { Refusal } from '../problem.ts';

const GATE_MAX_AGE_SEC = 5;

function isFresh(request: Request, etag: string): boolean {
  return (request.headers.get('if-none-match') ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** The current board, or with `at` (epoch milliseconds as text) the bytes that were on it then. @throws Refusal 404 */
export async function answerSnapshot(product: Bootwatch, at: string | undefined, request: Request): Promise<Response> {
  if (at !== undefined) {
    const bytes = await product.store.snapshotAt(Number(at));
    if (!bytes) throw new Refusal('not-found', 'No picture was kept of that minute.', { field: 'at' });
    return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'application/json' } });
  }
  const { bytes, etag } = product.board.current();
  const headers = { etag, 'cache-control': 'no-cache', 'bootwatch-as-of': String(product.clock.now()) };
  if (isFresh(request, etag)) return new Response(null, { status: 304, headers });
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { ...headers, 'content-type': 'application/json' },
  });
}

/** In a drill five wall seconds are minutes of the fleet, so nothing may be kept. */
export function answerGate(answer: GateAnswer, drill: boolean, request: Request): Response {
  const text = JSON.stringify(answer);
  const etag = `"${hashText(hash64(text))}"`;
  const headers = { etag, 'cache-control': drill ? 'no-cache' : `max-age=${GATE_MAX_AGE_SEC}` };
  if (isFresh(request, etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'content-type': 'application/json' } });
}
