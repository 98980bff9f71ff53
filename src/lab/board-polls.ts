/** Many boards that poll: how long each answer takes. */
import { Agent, get, type IncomingMessage } from 'node:http';

const POLL_MS = 2_000;

export interface Polls {
  /** Milliseconds until each board had its first picture, its connection included: every board opens in the first seconds. */
  readonly opened: number[];
  /** Of each later answer that brought a new picture, and of each that said that nothing is new. */
  readonly changed: number[];
  readonly unchanged: number[];
  /** Of the largest picture, as it comes. */
  packedBytes: number;
}

/** `boards` of them for `seconds`, each keeping the tag of its last picture and, as a browser does, its connection. */
export async function pollBoards(url: string, boards: number, seconds: number): Promise<Polls> {
  const polls: Polls = { opened: [], changed: [], unchanged: [], packedBytes: 0 };
  const until = performance.now() + seconds * 1000;
  const board = async (nth: number) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let etag = '';
    await new Promise((resolve) => setTimeout(resolve, (nth / boards) * POLL_MS));
    try {
      while (performance.now() < until) {
        const asked = performance.now();
        const { answer, bytes } = await poll(`${url}/api/snapshot`, agent, etag);
        const kind = etag === '' ? 'opened' : answer.statusCode === 304 ? 'unchanged' : 'changed';
        polls[kind].push(performance.now() - asked);
        etag = answer.headers.etag ?? etag;
        polls.packedBytes = Math.max(polls.packedBytes, bytes);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    } finally {
      agent.destroy();
    }
  };
  await Promise.all(Array.from({ length: boards }, (_, nth) => board(nth)));
  return polls;
}

async function poll(url: string, agent: Agent, etag: string): Promise<{ answer: IncomingMessage; bytes: number }> {
  const headers = { 'if-none-match': etag, 'accept-encoding': 'gzip' };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent, headers }, resolve).once('error', reject);
  });
  let bytes = 0;
  for await (const chunk of answer) bytes += (chunk as Buffer).length;
  return { answer, bytes };
}
