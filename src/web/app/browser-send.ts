/** Sends a request of the typed client with the browser's fetch. */
import type { Send } from '#contract/client.ts';

/** No answer within this time counts as none. */
const TIMEOUT_MS = 8_000;

/** Unchanged answers (304) are resolved by the browser's own cache, so they look like full ones here. */
export function browserSend(fetch: typeof globalThis.fetch): Send {
  return async ({ method, url, headers, body }) => {
    const response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      cache: method === 'GET' ? 'no-cache' : 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: () => response.text(),
    };
  };
}
