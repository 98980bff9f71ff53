/** Sends wire requests over HTTP. */
import type { Send } from '#contract/client.ts';

/** A `Send` to a server; a request that takes longer than `timeoutMs` fails. */
export function httpSend(baseUrl: string, timeoutMs: number): Send {
  return async ({ method, url, headers, body }) => {
    const response = await fetch(new URL(url, baseUrl), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: () => response.text(),
    };
  };
}
