/** The fleet of the HTTP benchmark: its devices, and the updates some of them have. */
import { updateIdToParts } from '#contract/update-address.ts';

const INVENTORY_LINES = 20_000;
const REPORTS_PER_REQUEST = 10_000;
const RINGS = ['Canary', 'Pilot', 'Early', 'Broad'];
const UPDATES = 14;
/** One device in so many has installed one of the updates. */
const INSTALLED_OF = 20;

/** Devices by number: a thousandth in the first ring, 2 % in the second, a fifth in the third. */
const ringOf = (device: number): string | undefined =>
  RINGS[device % 1000 === 0 ? 0 : device % 50 === 1 ? 1 : device % 5 === 2 ? 2 : 3];

/** Makes `devices` known to the server, announces the updates, and has them installed. `now`: epoch milliseconds. */
export async function loadFleet(url: string, devices: number, now: number): Promise<void> {
  for (const lines of chunks(devices, 1, INVENTORY_LINES)) {
    const body = lines.map(
      (i) => `{"device":"device-${i}","labels":{"ring":"${ringOf(i)}","sector":"s-${i % 6}","class":"always-on"}}`,
    );
    await send(url, 'PUT', '/api/devices', body.join('\n'), 'application/x-ndjson');
  }
  for (let nth = 0; nth < UPDATES; nth++) {
    const facts = { name: `Content ${nth}`, channel: 'content', reach: 'content' };
    await send(url, 'PUT', `/api/updates/${updateIdToParts(idOf(nth))}`, JSON.stringify(facts));
  }
  for (const numbers of chunks(devices, INSTALLED_OF, REPORTS_PER_REQUEST)) {
    const reports = numbers.map((i) => ({
      device: `device-${i}`,
      at: now,
      kind: 'update.installed',
      update: idOf((i / INSTALLED_OF) % UPDATES),
      activation: 'live',
    }));
    await send(url, 'POST', '/api/reports', JSON.stringify({ sentAt: now, reports }));
  }
}

const idOf = (nth: number): string => `vendor/content-${nth}@1.0`;

/** 0, step, 2 step, ... below `end`, so many at a time. */
function* chunks(end: number, step: number, size: number): Generator<number[]> {
  for (let from = 0; from < end; from += step * size) {
    yield Array.from({ length: Math.min(size, Math.ceil((end - from) / step)) }, (_, i) => from + i * step);
  }
}

async function send(url: string, method: string, path: string, body: string, type = 'application/json'): Promise<void> {
  const response = await fetch(url + path, { method, headers: { 'content-type': type }, body });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} was refused: ${answer}`);
}
