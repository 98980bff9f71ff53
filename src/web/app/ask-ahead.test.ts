import { expect, it } from 'vitest';
import type { Send, WireRequest } from '#contract/client.ts';
import { askAhead } from './ask-ahead.ts';

const get = (url: string): WireRequest => ({ method: 'GET', url, headers: {} });

function counting() {
  const asked: string[] = [];
  const send: Send = async ({ url }) => {
    asked.push(url);
    const text = `${url} ${asked.length}`;
    let isRead = false;
    return {
      status: 200,
      header: () => null,
      text: async () => {
        if (isRead) throw new TypeError('body used already');
        isRead = true;
        return text;
      },
    };
  };
  return { asked, send };
}

it('asks once, and the first who asks for it has that answer', async () => {
  const { asked, send } = counting();
  const ahead = askAhead(send, '/a');
  expect(await (await ahead.answer).text()).toBe('/a 1');
  expect(await (await ahead.send(get('/b'))).text()).toBe('/b 2');
  expect(await (await ahead.send({ ...get('/a'), method: 'POST' })).text()).toBe('/a 3');
  expect(await (await ahead.send(get('/a'))).text()).toBe('/a 1');
  expect(await (await ahead.send(get('/a'))).text()).toBe('/a 4');
  expect(asked).toEqual(['/a', '/b', '/a', '/a']);
});

it('tells whoever asks that there was no answer, and asks anew for the next', async () => {
  const { asked, send } = counting();
  const failing: Send = (request) => (asked.length === 0 ? Promise.reject(asked.push('lost')) : send(request));
  const ahead = askAhead(failing, '/a');
  await new Promise((resolve) => setTimeout(resolve));
  await expect(ahead.send(get('/a'))).rejects.toBe(1);
  expect((await ahead.send(get('/a'))).status).toBe(200);
});
