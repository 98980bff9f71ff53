/** Reading request bodies within their limits, gzip or not. */
import { BODY_PATIENCE_MS, MAX_BODIES_BYTES, MIN_STREAM_BYTES_PER_SEC } from '#contract/limits.ts';
import { giveWay } from '../give-way.ts';
import { Refusal } from '../problem.ts';

const RETRY_AFTER_SEC = 1;
/** What is done with a larger body, parsing it to begin with, waits for its turn. */
const LARGE_BYTES = 32 * 1024;

/** How long a sender is waited for, all waiting together; every second's worth of bytes he sends earns a second of it back. */
export interface Patience {
  readonly waitMs: number;
  readonly bytesPerSec: number;
}
/** A body that is gathered before anything is done with it has to be there soon. */
const GATHERED: Patience = { waitMs: BODY_PATIENCE_MS, bytesPerSec: Number.POSITIVE_INFINITY };
/** One that is worked on while it comes may take as long as it likes, as long as it comes. */
export const STREAMED: Patience = { waitMs: BODY_PATIENCE_MS, bytesPerSec: MIN_STREAM_BYTES_PER_SEC };

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

/** The body as text. @throws Refusal 413 as soon as more than `maxBytes` came out, 400 for broken gzip or text, 408 when it does not come, 429 when too much is read at once. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for await (const chunk of streamBytes(request, maxBytes, GATHERED)) {
      hold(request, chunk.length);
      text += decoder.decode(chunk, { stream: true });
    }
    text += decoder.decode();
    if (text.length > LARGE_BYTES) await giveWay();
    return text;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('bad-request', 'The body is not valid UTF-8 text.');
  }
}

/**
 * The body as bytes; in an encoding that is left to the caller to undo it is as it came.
 * @throws Refusal 413 as soon as more than `maxBytes` came out, 400 for broken gzip, 408 when it does not come, 429 when too much is read at once.
 */
export async function readBytes(request: Request, maxBytes: number, left?: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamBytes(request, maxBytes, GATHERED, left)) {
    hold(request, chunk.length);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (bytes.length > LARGE_BYTES) await giveWay();
  return bytes;
}

/**
 * The body as it comes, unpacked; what is not asked for yet is not read from the sender either. Not held: of it no more
 * is in memory than its reader keeps.
 * @throws Refusal as `readBytes`, and 408 once the patience is used up.
 */
export async function* streamBytes(
  request: Request,
  maxBytes: number,
  patience: Patience,
  left?: string,
): AsyncGenerator<Uint8Array> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity' && encoding !== left) {
    throw new Refusal('wrong-content-type', `Content-Encoding ${encoding} is not known here; send gzip or none.`);
  }
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return;
  const wire = { bytes: 0 };
  const sent = request.body.pipeThrough(counting(wire));
  const stream = encoding === 'gzip' ? sent.pipeThrough(new DecompressionStream('gzip')) : sent;
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader();
  let [size, paid, waitMs] = [0, 0, patience.waitMs];
  try {
    for (;;) {
      const began = performance.now();
      const { done, value } = await within(waitMs, reader.read());
      if (done) return;
      size += value.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      // By what he sends, not by what it unpacks to: a trickle of packed zeros would earn for ever.
      const earned = ((wire.bytes - paid) / patience.bytesPerSec) * 1_000;
      paid = wire.bytes;
      waitMs = Math.min(patience.waitMs, waitMs - (performance.now() - began) + earned);
      yield value;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('bad-request', `The body could not be read${encoding === 'gzip' ? ' as gzip' : ' to its end'}.`);
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** Passes bytes on as they are and counts them. */
const counting = (count: { bytes: number }) =>
  new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      count.bytes += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });

/** @throws Refusal 408 when it takes longer than `ms`. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const detail = 'The body came too slowly or stood still, so it was not waited for any longer. Send it again.';
  const timer = setTimeout(() => reject(new Refusal('too-slow', detail)), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
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
