/** The built app, held in memory: a few hundred kB, compressed once. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};
const WORTH_COMPRESSING = /^(text|application\/json|image\/svg)/;

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer> | undefined;
  readonly type: string;
  readonly etag: string;
}

/** Answers GET requests for files of a folder; any other path of the app gets its page. */
export function staticFiles(folder: string): (request: Request) => Response {
  const files = new Map<string, StaticFile>(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/${relative(folder, path).split(sep).join('/')}`, load(path)] as const),
  );
  const page = files.get('/index.html');
  if (!page) throw new Error(`${folder} holds no built app: there is no index.html.`);
  return (request) => {
    const path = new URL(request.url).pathname;
    const file = files.get(path);
    if (!file && path.startsWith('/assets/')) return new Response('Not found', { status: 404 });
    return answer(file ?? page, path.startsWith('/assets/'), request);
  };
}

function load(path: string): StaticFile {
  const bytes = new Uint8Array(readFileSync(path));
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const gzip = WORTH_COMPRESSING.test(type) ? new Uint8Array(gzipSync(bytes)) : undefined;
  return { bytes, gzip, type, etag };
}

function answer(file: StaticFile, forever: boolean, request: Request): Response {
  const headers: Record<string, string> = {
    'content-type': file.type,
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers });
  const zipped = file.gzip && (request.headers.get('accept-encoding') ?? '').includes('gzip');
  if (!zipped) return new Response(file.bytes, { headers });
  return new Response(file.gzip, { headers: { ...headers, 'content-encoding': 'gzip' } });
}
