/** Bodies that are almost right, and some that are not even that, against every route that takes something in. */
import { unit } from '#simulator/random.ts';

/** Sends one request; resolves to its status, and to what was said where that is 500 or more. */
export type SendBytes = (
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Uint8Array<ArrayBuffer>,
) => Promise<{ status: number; text: string }>;

export interface FuzzTarget {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  /** Bodies that are right. */
  readonly seeds: readonly Uint8Array[];
}

export interface FuzzResult {
  readonly route: string;
  readonly bodies: number;
  /** How many answers there were of each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers of 500 and more, the first few: what was sent, in base64, and what was said. */
  readonly failures: readonly string[];
}

/** Requests under way at once: the server writes them together. */
const LANES = 16;
const MOST_CHANGES = 4;
const MAX_FAILURES = 5;
/** Pieces that parsers stumble over. */
const PIECES = [
  ...[
    'null',
    '-1',
    '1e999',
    '0',
    '""',
    '[]',
    '{}',
    '[[[[[[[[',
    '{"__proto__":{}}',
    '"\\u0000"',
    '\n',
    ',',
    ':',
    '"',
    'true',
  ],
  ...[
    '9007199254740993',
    '-9e15',
    '1721361600000',
    '\u{1F600}',
    '\u202e',
    "'); DROP TABLE x; --",
    '<img src=x onerror=1>',
  ],
  ...['a'.repeat(300), '"kind":"heartbeat"', '"device":"d"', '"at":1e300'],
].map((piece) => new TextEncoder().encode(piece));
const RAW = [
  Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f),
  Uint8Array.of(0),
  Uint8Array.of(0x80, 0x80),
  Uint8Array.of(0x0a, 0xff),
];

/** `bodies` of them against one route, the same ones for the same seed. */
export async function fuzz(target: FuzzTarget, bodies: number, seed: number, send: SendBytes): Promise<FuzzResult> {
  const statuses: Record<string, number> = {};
  const failures: string[] = [];
  let next = 0;
  const lane = async () => {
    while (next < bodies) await one(mutate(target.seeds, diceFor(seed, next++)));
  };
  const one = async (body: Uint8Array<ArrayBuffer>) => {
    const { status, text } = await send(target.method, target.path, target.headers, body);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status >= 500 && failures.length < MAX_FAILURES) {
      failures.push(`${status} ${text.slice(0, 200)} for ${Buffer.from(body).toString('base64').slice(0, 2_000)}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const kind = target.headers['content-type'] ?? '';
  return { route: `${target.method} ${target.path} ${kind}`, bodies, statuses, failures };
}

/** A whole number below `sides`. */
type Dice = (sides: number) => number;

function diceFor(seed: number, body: number): Dice {
  let throws = 0;
  return (sides) => Math.floor(unit(seed, 1, body, throws++) * sides);
}

const isRandom = (dice: Dice): boolean => dice(20) === 0;

function mutate(seeds: readonly Uint8Array[], dice: Dice): Uint8Array<ArrayBuffer> {
  if (isRandom(dice)) return Uint8Array.from({ length: dice(400) }, () => dice(256));
  let bytes = new Uint8Array(seeds[dice(seeds.length)]);
  for (let change = dice(MOST_CHANGES + 1); change > 0; change--) bytes = changed(bytes, dice);
  return bytes;
}

function changed(bytes: Uint8Array<ArrayBuffer>, dice: Dice): Uint8Array<ArrayBuffer> {
  const at = dice(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + dice(20));
  switch (dice(6)) {
    case 0:
      return bytes.map((byte, i) => (i === at ? byte ^ (1 << dice(8)) : byte));
    case 1:
      return joined(bytes.subarray(0, at), bytes.subarray(end));
    case 2:
      return joined(bytes.subarray(0, end), bytes.subarray(at));
    case 3:
      return joined(bytes.subarray(0, at), PIECES[dice(PIECES.length)], bytes.subarray(dice(2) ? at : end));
    case 4:
      return joined(bytes.subarray(0, at), RAW[dice(RAW.length)], bytes.subarray(at));
    default:
      return bytes.slice(0, at);
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
