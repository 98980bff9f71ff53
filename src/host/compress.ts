/** Compression, done here and not in the API: a service worker does not unpack what a page asked of itself. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const zip = promisify(gzip);
const zipped = async (bytes: ArrayBuffer) => new Uint8Array(await zip(new Uint8Array(bytes)));
const SMALLEST = 1_400;
const REMEMBERED = 32;
const ENCODED = '-gzip"';

/** Wraps a handler: JSON answers are gzipped where the client takes it; those with an ETag once for all clients. */
export function compressing(handle: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const remembered = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  const remember = (etag: string, packing: Promise<Uint8Array<ArrayBuffer>>) => {
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(etag, packing);
  };
  return async (request) => {
    const response = await handle(withPlainTags(request));
    const { headers } = response;
    const type = headers.get('content-type') ?? '';
    if (!/json|text/.test(type) && response.status !== 304) return response;
    if (headers.has('content-encoding')) return response;
    headers.append('vary', 'accept-encoding');
    const etag = headers.get('etag');
    // A strong tag names exact bytes, so the compressed form has a tag of its own.
    const zippedTag = etag?.replace(/"$/, ENCODED);
    if (response.status === 304) {
      if (zippedTag && request.headers.get('if-none-match')?.includes(zippedTag)) headers.set('etag', zippedTag);
      return response;
    }
    if (!(request.headers.get('accept-encoding') ?? '').includes('gzip')) return response;
    // All boards ask for a new picture at once: those who come while it is packed wait for it.
    let packing = etag === null ? undefined : remembered.get(etag);
    if (packing === undefined) {
      const bytes = await response.arrayBuffer();
      if (bytes.byteLength < SMALLEST) return new Response(bytes, { status: response.status, headers });
      packing = zipped(bytes);
      if (etag !== null) remember(etag, packing);
    }
    if (zippedTag) headers.set('etag', zippedTag);
    headers.set('content-encoding', 'gzip');
    headers.delete('content-length');
    return new Response(await packing, { status: response.status, headers });
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
