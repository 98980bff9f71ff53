/** Compression, done here and not in the API: a service worker does not unpack what a page asked of itself. */
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';

const zip = promisify(gzip);
const SMALLEST = 1_400;
/** What all boards ask for is packed at once up to this size, in a few milliseconds: all would wait for a thread. */
const LARGEST_AT_ONCE = 64 * 1024;
const REMEMBERED = 32;
const ENCODED = '-gzip"';

interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** False where it is so small that packing is of no use. */
  readonly isZipped: boolean;
}

async function pack(response: Response, isForAll: boolean): Promise<Packed> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length < SMALLEST) return { bytes, isZipped: false };
  const zipped = isForAll && bytes.length <= LARGEST_AT_ONCE ? gzipSync(bytes) : await zip(bytes);
  return { bytes: new Uint8Array(zipped), isZipped: true };
}

/** Wraps a handler: JSON answers are gzipped where the client takes it; those with an ETag once for all clients. */
export function compressing(handle: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const remembered = new Map<string, Promise<Packed>>();
  const packOnce = (etag: string, response: Response): Promise<Packed> => {
    // All boards ask for a new picture at once: those who come while it is packed wait for it.
    const known = remembered.get(etag);
    if (known) return known;
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    const packing = pack(response, true);
    packing.catch(() => remembered.delete(etag));
    remembered.set(etag, packing);
    return packing;
  };
  return async (request) => {
    const response = await handle(withPlainTags(request));
    const { headers, status } = response;
    const type = headers.get('content-type') ?? '';
    if (!/json|text/.test(type) && status !== 304) return response;
    if (headers.has('content-encoding')) return response;
    headers.append('vary', 'accept-encoding');
    const etag = headers.get('etag');
    // A strong tag names exact bytes, so the compressed form has a tag of its own.
    const zippedTag = etag?.replace(/"$/, ENCODED);
    if (status === 304) {
      if (zippedTag && request.headers.get('if-none-match')?.includes(zippedTag)) headers.set('etag', zippedTag);
      return response;
    }
    if (!(request.headers.get('accept-encoding') ?? '').includes('gzip')) return response;
    const { bytes, isZipped } = await (etag === null ? pack(response, false) : packOnce(etag, response));
    if (isZipped) {
      if (zippedTag) headers.set('etag', zippedTag);
      headers.set('content-encoding', 'gzip');
      headers.delete('content-length');
    }
    return new Response(bytes, { status, headers });
  };
}

/** The request as the API knows its tags. */
function withPlainTags(request: Request): Request {
  const tags = request.headers.get('if-none-match');
  if (!tags?.includes(ENCODED)) return request;
  const headers = new Headers(request.headers);
  headers.set('if-none-match', tags.replaceAll(ENCODED, '"'));
  return new Request(request, { headers });
}
