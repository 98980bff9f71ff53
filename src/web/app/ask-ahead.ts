import type { Send, WireRequest, WireResponse } from '#contract/client.ts';

/**
 * Asks before anybody does, and hands the answer to whoever asks for the same first; later ones ask anew.
 * @returns `answer`: settles as `send` does; its text can be read more than once.
 */
export function askAhead(send: Send, url: string): { send: Send; answer: Promise<WireResponse> } {
  const answer = send({ method: 'GET', url, headers: { accept: 'application/json' } }).then(readableAgain);
  // Whoever asks is told; until then nobody listens.
  answer.catch(() => undefined);
  let isThere = true;
  return {
    answer,
    send: (request) => {
      if (!isThere || !isSame(request, url)) return send(request);
      isThere = false;
      return answer;
    },
  };
}

const isSame = (request: WireRequest, url: string): boolean => request.method === 'GET' && request.url === url;

function readableAgain(response: WireResponse): WireResponse {
  let text: Promise<string> | undefined;
  return {
    ...response,
    text: () => {
      text ??= response.text();
      return text;
    },
  };
}
