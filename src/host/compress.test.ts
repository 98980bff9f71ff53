import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressing } from './compress.ts';

const PICTURE = JSON.stringify({ rings: Array.from({ length: 200 }, (_, n) => `Ring ${n}`) });

/** A handler that gives `body` under a tag, or 304 to who has it, and how often its bodies were read. */
function server(body = PICTURE, etag: string | null = '"t"') {
  const seen = { read: 0 };
  const headers: Record<string, string> = { 'content-type': 'application/json', ...(etag === null ? {} : { etag }) };
  const handle = compressing(async (request) => {
    if (etag !== null && request.headers.get('if-none-match') === etag)
      return new Response(null, { status: 304, headers });
    const response = new Response(body, { headers });
    const read = response.arrayBuffer.bind(response);
    response.arrayBuffer = () => {
      seen.read++;
      return read();
    };
    return response;
  });
  const ask = (sent: Record<string, string>) => handle(new Request('http://127.0.0.1/api/snapshot', { headers: sent }));
  return { ask, seen };
}
const GZIP = { 'accept-encoding': 'gzip' };
const unpack = async (response: Response) => gunzipSync(await response.arrayBuffer()).toString();

describe('an answer', () => {
  it('is packed once for all who ask for the same picture, under a tag of its own', async () => {
    const { ask, seen } = server();
    const answers = await Promise.all([ask(GZIP), ask(GZIP)]);
    answers.push(await ask(GZIP));
    for (const answer of answers) {
      expect(await unpack(answer)).toBe(PICTURE);
      const { etag, vary, 'content-encoding': encoding } = Object.fromEntries(answer.headers);
      expect([etag, vary, encoding]).toEqual(['"t-gzip"', 'accept-encoding', 'gzip']);
    }
    // The second came while the first was packed.
    expect(seen.read).toBe(1);
  });

  it('is not sent again to who has it, packed or not', async () => {
    const { ask } = server();
    for (const etag of ['"t-gzip"', '"t"']) {
      const answer = await ask({ ...GZIP, 'if-none-match': etag });
      expect([answer.status, answer.headers.get('etag')]).toEqual([304, etag]);
    }
  });

  it('is packed whole, however large', async () => {
    const body = PICTURE.repeat(100);
    expect(await unpack(await server(body).ask(GZIP))).toBe(body);
  });

  it('is packed without a tag as well', async () => {
    const { ask } = server(PICTURE, null);
    const answer = await ask(GZIP);
    expect([await unpack(answer), answer.headers.has('etag')]).toEqual([PICTURE, false]);
  });

  it('is left as it is where it is small, or not wanted packed', async () => {
    const [small, unwanted] = await Promise.all([server('{}').ask(GZIP), server().ask({})]);
    expect([await small.text(), small.headers.get('content-encoding')]).toEqual(['{}', null]);
    expect([await unwanted.text(), unwanted.headers.get('etag')]).toEqual([PICTURE, '"t"']);
  });
});
