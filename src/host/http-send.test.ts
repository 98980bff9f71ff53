import { expect, test, vi } from 'vitest';
import type { Send } from '#contract/client.ts';
import { tellingSilence } from './http-send.ts';

test('tells once that nobody answers, and again after somebody did', async () => {
  const send = vi.fn<Send>();
  const tell = vi.fn();
  const telling = tellingSilence(send, tell);
  const request = { method: 'GET', url: '/', headers: {} } as const;
  const ask = async (answers: boolean) => {
    if (answers) send.mockResolvedValueOnce({ status: 503, header: () => null, text: async () => '' });
    else send.mockRejectedValueOnce(new Error('refused'));
    return telling(request).then(
      ({ status }) => status,
      (error: Error) => error.message,
    );
  };
  expect([await ask(false), await ask(false), tell.mock.calls.length]).toEqual(['refused', 'refused', 1]);
  expect([await ask(true), await ask(false), tell.mock.calls.length]).toEqual([503, 'refused', 2]);
});
