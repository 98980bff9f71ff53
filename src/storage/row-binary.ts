/** ClickHouse's RowBinary by hand: five times cheaper than JSON on the way in, ten times on the way out. */
import { Buffer } from 'node:buffer';

const FIRST_BYTES = 64 * 1024;
/** UTF-16 units that are at most 127 bytes. */
const SHORT_TEXT = 42;

/** Appends values in column order; grows by doubling. */
export class RowBinary {
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  /** The bytes so far, valid until the next write. */
  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  uint8(value: number): this {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
    return this;
  }

  uint16(value: number): this {
    this.#reserve(2);
    this.#length = this.#buffer.writeUInt16LE(value, this.#length);
    return this;
  }

  uint32(value: number): this {
    this.#reserve(4);
    this.#length = this.#buffer.writeUInt32LE(value, this.#length);
    return this;
  }

  /** A whole number up to 2^53 as UInt64, Int64 or DateTime64(3) in milliseconds. */
  uint64(value: number): this {
    return this.uint64Halves(Math.floor(value / 2 ** 32), value % 2 ** 32);
  }

  uint64Halves(hi: number, lo: number): this {
    this.#reserve(8);
    this.#length = this.#buffer.writeUInt32LE(lo, this.#length);
    this.#length = this.#buffer.writeUInt32LE(hi, this.#length);
    return this;
  }

  float64(value: number): this {
    this.#reserve(8);
    this.#length = this.#buffer.writeDoubleLE(value, this.#length);
    return this;
  }

  string(text: string): this {
    // A UTF-16 unit is at most three bytes: where one byte surely holds the length, it is written after the text.
    if (text.length <= SHORT_TEXT) {
      this.#reserve(1 + 3 * text.length);
      const size = text === '' ? 0 : this.#buffer.write(text, this.#length + 1);
      this.#buffer[this.#length] = size;
      this.#length += 1 + size;
      return this;
    }
    const size = Buffer.byteLength(text);
    this.size(size);
    this.#reserve(size);
    this.#length += this.#buffer.write(text, this.#length);
    return this;
  }

  blob(bytes: Uint8Array): this {
    this.size(bytes.length).#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** How many bytes a text has that follows by itself. */
  size(bytes: number): this {
    let rest = bytes;
    while (rest > 0x7f) {
      this.uint8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.uint8(rest);
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + size));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

/** Reads values in column order, as `RowBinary` writes them. @throws RangeError beyond the end */
export class RowBinaryReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#buffer.length;
  }

  uint16(): number {
    this.#at += 2;
    return this.#buffer.readUInt16LE(this.#at - 2);
  }

  uint32(): number {
    const [buffer, at] = [this.#buffer, this.#at];
    if (at + 4 > buffer.length) throw new RangeError('a number goes on beyond the end');
    this.#at = at + 4;
    return (buffer[at] | (buffer[at + 1] << 8) | (buffer[at + 2] << 16) | (buffer[at + 3] << 24)) >>> 0;
  }

  /** Exact up to 2^53. */
  uint64(): number {
    const lo = this.uint32();
    return this.uint32() * 2 ** 32 + lo;
  }

  uint64Halves(): { hi: number; lo: number } {
    const lo = this.uint32();
    return { hi: this.uint32(), lo };
  }

  string(): string {
    const size = this.#varint();
    this.#at += size;
    if (this.#at > this.#buffer.length) throw new RangeError('a text goes on beyond the end');
    return size === 0 ? '' : this.#buffer.toString('utf8', this.#at - size, this.#at);
  }

  /** A text that is often the same as the one before it, which is then given back. */
  stringLike(previous: string): string {
    const size = previous.length;
    // One byte tells a length of up to 127; only letters of ASCII are their own bytes.
    if (this.#buffer[this.#at] !== size || size > 127) return this.string();
    for (let i = 0; i < size; i++) {
      const byte = this.#buffer[this.#at + 1 + i];
      if (byte !== previous.charCodeAt(i) || byte > 127) return this.string();
    }
    this.#at += 1 + size;
    return previous;
  }

  #varint(): number {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = this.#buffer.readUInt8(this.#at++);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
      shift += 7;
    }
  }
}
