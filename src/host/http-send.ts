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

/** The same; `tell` is called each time it begins that nobody answers, because a request may be tried again for long. */
export function tellingSilence(send: Send, tell: () => void): Send {
  let isSilent = false;
  return async (request) => {
    try {
      const answer = await send(request);
      isSilent = false;
      return answer;
    } catch (error) {
      if (!isSilent) tell();
      isSilent = true;
      throw error;
    }
  };
}
