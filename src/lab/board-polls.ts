/** Many boards that poll: how long each answer takes. */
const POLL_MS = 2_000;

export interface Polls {
  /** Milliseconds of each answer that brought a new picture, and of each that said that nothing is new. */
  readonly changed: number[];
  readonly unchanged: number[];
  /** Of the largest picture. */
  bytes: number;
}

/** `boards` of them for `seconds`, each keeping the tag of its last picture. */
export async function pollBoards(url: string, boards: number, seconds: number): Promise<Polls> {
  const polls: Polls = { changed: [], unchanged: [], bytes: 0 };
  const until = performance.now() + seconds * 1000;
  const board = async (nth: number) => {
    let etag = '';
    await new Promise((resolve) => setTimeout(resolve, (nth / boards) * POLL_MS));
    while (performance.now() < until) {
      const asked = performance.now();
      const response = await fetch(`${url}/api/snapshot`, { headers: { 'if-none-match': etag } });
      const { byteLength } = await response.arrayBuffer();
      (response.status === 304 ? polls.unchanged : polls.changed).push(performance.now() - asked);
      etag = response.headers.get('etag') ?? etag;
      polls.bytes = Math.max(polls.bytes, byteLength);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  await Promise.all(Array.from({ length: boards }, (_, nth) => board(nth)));
  return polls;
}
