/** Reading request bodies within their limits, gzip or not. */
import { MAX_BODIES_BYTES } from '#contract/limits.ts';
import { Refusal } from '../problem.ts';

const RETRY_AFTER_SEC = 1;

/** Bytes of bodies that are in memory now: memory is the process's, however many APIs there are in it. */
let held = 0;
const heldBy = new WeakMap<Request, number>();

function hold(request: Request, bytes: number): void {
  if (held + bytes > MAX_BODIES_BYTES) {
    const detail = 'Too many requests are being read at once. Send the same one again in a moment.';
    throw new Refusal('too-busy', detail, { retryAfterSec: RETRY_AFTER_SEC });
  }
  held += bytes;
  heldBy.set(request, (heldBy.get(request) ?? 0) + bytes);
}

/** The request is answered: what was read of its body is no longer held. */
export function letGo(request: Request): void {
  held -= heldBy.get(request) ?? 0;
  heldBy.delete(request);
}

/** The body as text. @throws Refusal 413 as soon as more than `maxBytes` came out, 400 for broken gzip or text, 429 when too much is read at once. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for await (const chunk of chunksOf(request, maxBytes)) {
      hold(request, chunk.length);
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('bad-request', 'The body is not valid UTF-8 text.');
  }
}

/**
 * The body as bytes; in an encoding that is left to the caller to undo it is as it came.
 * @throws Refusal 413 as soon as more than `maxBytes` came out, 400 for broken gzip, 429 when too much is read at once.
 */
export async function readBytes(request: Request, maxBytes: number, left?: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(request, maxBytes, left)) {
    hold(request, chunk.length);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function* chunksOf(request: Request, maxBytes: number, left?: string): AsyncGenerator<Uint8Array> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity' && encoding !== left) {
    throw new Refusal('wrong-content-type', `Content-Encoding ${encoding} is not known here; send gzip or none.`);
  }
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return;
  const stream = encoding === 'gzip' ? request.body.pipeThrough(new DecompressionStream('gzip')) : request.body;
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('bad-request', `The body could not be read${encoding === 'gzip' ? ' as gzip' : ' to its end'}.`);
  }
}

const tooLarge = (maxBytes: number) =>
  new Refusal('too-large', `The body is larger than ${maxBytes} bytes. Send it in several requests.`);

/** @throws Refusal 400 naming where the JSON breaks. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(
      'bad-request',
      `The body is not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}.`,
    );
  }
}

/** One JSON value a line; undefined for a line that is none. Empty lines are passed over. */
export function* jsonLines(text: string): Iterable<unknown> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const line = (end === -1 ? text.slice(start) : text.slice(start, end)).trim();
    start = end === -1 ? text.length : end + 1;
    if (line === '') continue;
    try {
      yield JSON.parse(line);
    } catch {
      yield undefined;
    }
  }
}
