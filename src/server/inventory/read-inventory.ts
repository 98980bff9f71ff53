/** The inventory in a request, read while it comes: never more of it in memory than a piece and the lines of that. */
import { MAX_INVENTORIES_AT_ONCE, MAX_INVENTORY_BYTES, MAX_LARGE_INVENTORIES_AT_ONCE } from '#contract/limits.ts';
import { giveWay } from '../give-way.ts';
import { STREAMED, streamBytes } from '../http/read-body.ts';
import { Refusal } from '../problem.ts';
import { csvReader } from './csv.ts';
import { ndjsonReader } from './ndjson.ts';
import type { LineReader, ReadLine } from './read-line.ts';
import { LineSplitter } from './text-lines.ts';

/** Media type -> its reader. */
const FORMATS: Readonly<Record<string, () => LineReader>> = {
  'application/x-ndjson': ndjsonReader,
  'text/csv': csvReader,
};
/** Bytes read before others get their turn; larger pieces are cut. */
const PIECE_BYTES = 32 * 1024;
/** Larger ones take their time and memory, so there are few at once. */
const LARGE_BYTES = 1024 * 1024;
const RETRY_AFTER_SEC = 1;
const RETRY_LARGE_AFTER_SEC = 10;

/** Memory is the process's, however many APIs there are in it. */
let underWay = 0;
let largeUnderWay = 0;

/**
 * The lines of the body, in pieces, good and bad.
 * @throws Refusal 415 for another format, 400 for a header or a body that can't be read, 408 for a sender that is too
 * slow, 413 beyond MAX_INVENTORY_BYTES after unpacking, 429 while MAX_INVENTORIES_AT_ONCE others or
 * MAX_LARGE_INVENTORIES_AT_ONCE other large ones are under way.
 */
export async function* readInventory(request: Request): AsyncGenerator<readonly ReadLine[]> {
  const reader = readerFor(request);
  const lines = new LineSplitter();
  let size = 0;
  let isLarge = false;
  begin();
  try {
    for await (const bytes of streamBytes(request, MAX_INVENTORY_BYTES, STREAMED)) {
      if (size === 0) refuseUtf16(bytes);
      size += bytes.length;
      if (!isLarge && size > LARGE_BYTES) {
        beginLarge();
        isLarge = true;
      }
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        yield [...lines.take(bytes.subarray(at, at + PIECE_BYTES))].flatMap((line) => reader.take(line));
        // Lines that are there already would otherwise be read without anybody else being served.
        await giveWay();
      }
    }
    yield [...[...lines.end()].flatMap((line) => reader.take(line)), ...reader.end()];
  } finally {
    underWay--;
    if (isLarge) largeUnderWay--;
  }
}

function begin(): void {
  if (underWay >= MAX_INVENTORIES_AT_ONCE) {
    const detail = `${underWay} inventories are being read already. Send this one again in a moment, or many devices in one.`;
    throw new Refusal('too-busy', detail, { retryAfterSec: RETRY_AFTER_SEC });
  }
  underWay++;
}

function beginLarge(): void {
  if (largeUnderWay >= MAX_LARGE_INVENTORIES_AT_ONCE) {
    const detail = `${largeUnderWay} large inventories are being read already. Send this one again when they are in.`;
    throw new Refusal('too-busy', detail, { retryAfterSec: RETRY_LARGE_AFTER_SEC });
  }
  largeUnderWay++;
}

function readerFor(request: Request): LineReader {
  const media = (request.headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase();
  const create = Object.hasOwn(FORMATS, media) ? FORMATS[media] : undefined;
  if (create) return create();
  const known = Object.keys(FORMATS).join(' or ');
  throw new Refusal('wrong-content-type', `Content-Type is ${media || 'missing'}; an inventory comes as ${known}.`);
}

/** What PowerShell 5 and some spreadsheets write. */
function refuseUtf16(bytes: Uint8Array): void {
  const mark = (bytes[0] << 8) | bytes[1];
  if (mark === 0xfffe || mark === 0xfeff) {
    throw new Refusal('bad-request', 'The body is UTF-16. Save the file as UTF-8 and send it again.');
  }
}
