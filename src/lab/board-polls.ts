/** Many boards that poll: how long each answer takes. */
import { Agent, get, type IncomingMessage } from 'node:http';

const POLL_MS = 2_000;

export interface Polls {
  /** Milliseconds of each answer that brought a new picture, and of each that said that nothing is new. */
  readonly changed: number[];
  readonly unchanged: number[];
  /** Of the largest picture. */
  bytes: number;
}

/** `boards` of them for `seconds`, each keeping the tag of its last picture and, as a browser does, its connection. */
export async function pollBoards(url: string, boards: number, seconds: number): Promise<Polls> {
  const polls: Polls = { changed: [], unchanged: [], bytes: 0 };
  const until = performance.now() + seconds * 1000;
  const board = async (nth: number) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let etag = '';
    await new Promise((resolve) => setTimeout(resolve, (nth / boards) * POLL_MS));
    while (performance.now() < until) {
      const asked = performance.now();
      const { answer, bytes } = await poll(`${url}/api/snapshot`, agent, etag);
      (answer.statusCode === 304 ? polls.unchanged : polls.changed).push(performance.now() - asked);
      etag = answer.headers.etag ?? etag;
      polls.bytes = Math.max(polls.bytes, bytes);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: boards }, (_, nth) => board(nth)));
  return polls;
}

function poll(url: string, agent: Agent, etag: string): Promise<{ answer: IncomingMessage; bytes: number }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'if-none-match': etag } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('end', () => resolve({ answer, bytes }));
    });
    request.on('error', reject);
  });
}
