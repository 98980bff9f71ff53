/** Reading protobuf that a stranger sent: whatever does not end where it said it would is refused. */
import { PbfReader } from 'pbf';
import { Refusal } from '../problem.ts';

/** One field: its number, what is being built, and the reader that stands at its value. */
export type ReadField<T> = (field: number, into: T, reader: PbfReader) => void;

/** Reads a whole message. @throws Refusal 400 */
export function readMessage<T>(bytes: Uint8Array, readField: ReadField<T>, into: T): T {
  const reader = new PbfReader(bytes);
  try {
    reader.readFields(readField, into);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw broken();
  }
  if (reader.pos !== bytes.length) throw broken();
  return into;
}

/** Reads a message within a message. @throws Refusal 400 */
export function readInner<T>(reader: PbfReader, readField: ReadField<T>, into: T): T {
  const end = reader.readVarint() + reader.pos;
  if (!(end <= reader.length)) throw broken();
  reader.readFields(readField, into, end);
  if (reader.pos !== end) throw broken();
  return into;
}

const broken = () => new Refusal('bad-request', 'The body is not a whole protobuf message.');
