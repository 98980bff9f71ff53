import { describe, expect, test } from 'vitest';
import { MAX_BODIES_BYTES, MAX_BODY_BYTES } from '#contract/limits.ts';
import { makeApi, START } from '../testing/make-api.ts';

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
