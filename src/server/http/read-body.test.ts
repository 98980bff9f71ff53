import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MAX_BODIES_BYTES, MAX_BODY_BYTES } from '#contract/limits.ts';
import { Refusal } from '../problem.ts';
import { makeApi, START } from '../testing/make-api.ts';
import { streamBytes } from './read-body.ts';

/** A body that stops in the middle until `finish` is called. */
function slowBody(text: string, bytesBefore: number) {
  const { promise, resolve: finish } = Promise.withResolvers<void>();
  const spaces = new Uint8Array(64 * 1024).fill(32);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent < bytesBefore) {
        sent += spaces.length;
        return controller.enqueue(spaces);
      }
      await promise;
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  return { body, finish, isHalfWay: () => sent >= bytesBefore };
}

describe('bodies that are read at the same time', () => {
  test('are held up to a limit; beyond it senders are told to come again, and are taken then', async () => {
    const api = await makeApi();
    const envelope = JSON.stringify({ sentAt: START, reports: [] });
    const eachBytes = MAX_BODY_BYTES - 128 * 1024;
    const post = (body: ReadableStream<Uint8Array> | string, path = '/api/reports') =>
      api.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        duplex: 'half',
      } as RequestInit);
    const slow = Array.from({ length: Math.floor(MAX_BODIES_BYTES / eachBytes) }, () => slowBody(envelope, eachBytes));
    const answers = slow.map(({ body }) => post(body));
    await expect.poll(() => slow.every(({ isHalfWay }) => isHalfWay())).toBe(true);

    const large = `${' '.repeat(eachBytes)}${envelope}`;
    const refused = await post(large);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    const asLogs = await post(' '.repeat(eachBytes), '/v1/logs');
    expect([asLogs.status, asLogs.headers.get('retry-after')]).toEqual([429, '1']);

    for (const { finish } of slow) finish();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(slow.map(() => 200));
    expect((await post(large)).status).toBe(200);
  });
});

describe('a body that is worked on while it comes', () => {
  /** In real time: what unpacks is a thread, which no fake clock moves. */
  const PATIENCE = { waitMs: 400, bytesPerSec: 8 * 1024 };

  /** Reads what is sent in pieces, 50 a second: what it unpacked to, or why it was refused. */
  async function readAll(bytes: Uint8Array, pieceBytes: number, encoding: string): Promise<number | string> {
    let at = 0;
    let dripping: ReturnType<typeof setInterval>;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        dripping = setInterval(() => {
          controller.enqueue(bytes.subarray(at, at + pieceBytes));
          at += pieceBytes;
          if (at < bytes.length) return;
          clearInterval(dripping);
          controller.close();
        }, 20);
      },
      cancel: () => clearInterval(dripping),
    });
    const headers = { 'content-encoding': encoding };
    const request = new Request('http://it', { method: 'PUT', headers, body, duplex: 'half' } as RequestInit);
    let unpacked = 0;
    try {
      for await (const chunk of streamBytes(request, MAX_BODY_BYTES, PATIENCE)) unpacked += chunk.length;
      return unpacked;
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error);
    }
  }

  test('earns patience by what is sent, whatever it unpacks to', async () => {
    const zeros = gzipSync(new Uint8Array(2 * 1024 * 1024));
    const noise = crypto.getRandomValues(new Uint8Array(60_000));
    const read = [
      readAll(zeros, 20, 'gzip'),
      readAll(noise, 2_000, 'identity'),
      readAll(gzipSync(noise), 2_000, 'gzip'),
    ];
    expect(await Promise.all(read)).toEqual(['too-slow', noise.length, noise.length]);
  });
});
