/** A whole inventory in one request: how long, how much memory, and how long others wait meanwhile. */
import { quantile } from './measure.ts';
import { readMetrics } from './read-metrics.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { withFolder } from './with-folder.ts';

const PORT = 4391;
const LINES_PER_PIECE = 500;
const SAMPLE_MS = 500;
/** The CSV is this many times as long as the lines of JSON. */
const CSV_TIMES = 5;

interface Format {
  readonly type: string;
  readonly header: string;
  readonly line: (n: number) => string;
}

const ring = (n: number) => (n % 100 === 0 ? 'Pilot' : 'Broad');
const NDJSON: Format = {
  type: 'application/x-ndjson',
  header: '',
  line: (n) =>
    `{"device":"device-${n}","labels":{"ring":"${ring(n)}","sector":"s-${n % 6}","site":"site-${n % 9_000}","class":"always-on","owner":"team-${n % 40}"},"rings":{"falcon-content":"${ring(n + 1)}"}}\n`,
};
const CSV: Format = {
  type: 'text/csv',
  header: 'device,ring,sector,site,class,label:owner,ring:falcon-content\r\n',
  line: (n) => `device-${n},${ring(n)},s-${n % 6},"site-${n % 9_000}",always-on,team-${n % 40},${ring(n + 1)}\r\n`,
};

/** `lines` of JSON that are new and the same ones again; into another folder five times as many of a CSV, tried first. */
export async function* benchInventory(lines: number): AsyncGenerator<object> {
  yield* await inFolder([
    [NDJSON, lines, ''],
    [NDJSON, lines, ''],
  ]);
  yield* await inFolder([
    [CSV, lines, '?dry-run'],
    [CSV, lines * CSV_TIMES, ''],
  ]);
}

type Upload = readonly [format: Format, lines: number, query: string];

const inFolder = (uploads: readonly Upload[]): Promise<object[]> =>
  withFolder('bench', async (folder) => {
    const { server } = await startServer(PORT, folder);
    const results: object[] = [];
    for (const upload of uploads) results.push(await measure(server, upload));
    await server.kill('SIGTERM');
    return results;
  });

async function measure(server: ServerProcess, [format, lines, query]: Upload): Promise<object> {
  // What was late before is not of this upload.
  await readMetrics(server);
  const [rssMb, delaysMs, readyMs]: [number[], number[], number[]] = [[server.rssMb()], [], []];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
      rssMb.push(server.rssMb());
      const asked = performance.now();
      await (await fetch(`${server.url}/readyz`)).text();
      readyMs.push(performance.now() - asked);
      delaysMs.push((await readMetrics(server))('event_loop_delay_p99_seconds') * 1_000);
    }
  })();
  const [began, cpu] = [performance.now(), server.cpuSec()];
  const request = {
    method: 'PUT',
    headers: { 'content-type': format.type },
    body: bodyOf(format, lines),
    duplex: 'half',
  };
  const response = await fetch(`${server.url}/api/devices${query}`, request as RequestInit);
  const seconds = (performance.now() - began) / 1_000;
  isOver = true;
  await watching;
  if (!response.ok) throw new Error(`inventory refused: ${await response.text()}`);
  const { new: added, changed, unchanged } = (await response.json()) as Record<string, number>;
  return {
    bench: 'inventory',
    format: `${format.type}${query}`,
    lines,
    ...{ new: added, changed, unchanged },
    seconds: Math.round(seconds * 10) / 10,
    linesPerSec: Math.round(lines / seconds),
    serverCores: Math.round(((server.cpuSec() - cpu) / seconds) * 100) / 100,
    rssBeforeMb: Math.round(rssMb[0]),
    rssMostMb: Math.round(Math.max(...rssMb)),
    loopDelayP99Ms: { usual: Math.round(quantile(delaysMs, 0.5)), worst: Math.round(Math.max(...delaysMs)) },
    othersWaitMs: { usual: Math.round(quantile(readyMs, 0.5)), worst: Math.round(Math.max(...readyMs)) },
  };
}

/** Written only as fast as it is read. */
function bodyOf({ header, line }: Format, lines: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(header)),
    pull(controller) {
      let piece = '';
      for (const end = Math.min(lines, next + LINES_PER_PIECE); next < end; next++) piece += line(next);
      if (piece === '') controller.close();
      else controller.enqueue(encoder.encode(piece));
    },
  });
}
