/** Bytes as they come, as lines of text: split first and decoded after, so that a line's text holds on to nothing but the line. */
import { MAX_INVENTORY_LINE_BYTES } from '#contract/limits.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export interface TextLine {
  /** Counts every line of the body from 1, empty ones too. */
  readonly number: number;
  /** Without its end; undefined for a line longer than MAX_INVENTORY_LINE_BYTES. */
  readonly text: string | undefined;
}

export class LineSplitter {
  // Not fatal: what is no UTF-8 spoils its own line only, and is told by the replacement character.
  readonly #decoder = new TextDecoder();
  #number = 0;
  #begun: Uint8Array[] = [];
  #begunBytes = 0;

  /** The lines that end in these bytes; what is left over waits for the next. */
  *take(bytes: Uint8Array): Generator<TextLine> {
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
      yield this.#close(bytes.subarray(from, end));
      from = end + 1;
    }
    this.#keep(bytes.subarray(from));
  }

  /** The last line, where it has no line feed. */
  *end(): Generator<TextLine> {
    if (this.#begunBytes > 0) yield this.#close(new Uint8Array());
  }

  #keep(piece: Uint8Array): void {
    this.#begunBytes += piece.length;
    if (this.#begunBytes > MAX_INVENTORY_LINE_BYTES) this.#begun = [];
    else if (piece.length > 0) this.#begun.push(piece.slice());
  }

  #close(last: Uint8Array): TextLine {
    const bytes = this.#begunBytes + last.length;
    const whole = this.#begunBytes === 0 ? last : joined([...this.#begun, last]);
    this.#begun = [];
    this.#begunBytes = 0;
    this.#number++;
    if (bytes > MAX_INVENTORY_LINE_BYTES) return { number: this.#number, text: undefined };
    const end = whole.at(-1) === CARRIAGE_RETURN ? whole.length - 1 : whole.length;
    return { number: this.#number, text: this.#decoder.decode(whole.subarray(0, end)) };
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
