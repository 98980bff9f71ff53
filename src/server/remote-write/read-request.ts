/** The two versions of a remote write request. Field numbers: prometheus/prompb, remote.proto and io/prometheus/write/v2. */
import { type ReadField, readInner, readMessage } from '../http/protobuf.ts';
import { Refusal } from '../problem.ts';
import type { Sample, TimeSeries } from './sample.ts';

interface Series {
  readonly labels: Map<string, string>;
  readonly samples: Sample[];
}

/** @throws Refusal 400 */
export function readVersion1(bytes: Uint8Array): TimeSeries[] {
  return readMessage(
    bytes,
    (field, all, reader) => {
      if (field === 1) all.push(readInner(reader, readSeries1, { labels: new Map(), samples: [] }));
    },
    [] as Series[],
  );
}

const readSeries1: ReadField<Series> = (field, series, reader) => {
  if (field === 1) {
    const label = readInner(
      reader,
      (part, into, at) => {
        if (part === 1) into.name = at.readString();
        else if (part === 2) into.value = at.readString();
      },
      { name: '', value: '' },
    );
    series.labels.set(label.name, label.value);
  } else if (field === 2) series.samples.push(readInner(reader, readSample, { value: 0, at: 0 }));
};

const readSample: ReadField<{ value: number; at: number }> = (field, sample, reader) => {
  if (field === 1) sample.value = reader.readDouble();
  else if (field === 2) sample.at = reader.readVarint(true);
};

interface Numbered {
  /** Places in the table of symbols, name and value in turn. */
  readonly refs: number[];
  readonly samples: Sample[];
}

/** Labels are numbers into one table of symbols. @throws Refusal 400 */
export function readVersion2(bytes: Uint8Array): TimeSeries[] {
  const request = { symbols: [] as string[], series: [] as Numbered[] };
  readMessage(
    bytes,
    (field, into, reader) => {
      if (field === 4) into.symbols.push(reader.readString());
      else if (field === 5) into.series.push(readInner(reader, readSeries2, { refs: [], samples: [] }));
    },
    request,
  );
  return request.series.map(({ refs, samples }) => ({ labels: named(refs, request.symbols), samples }));
}

const readSeries2: ReadField<Numbered> = (field, series, reader) => {
  if (field === 1) reader.readPackedVarint(series.refs);
  else if (field === 2) series.samples.push(readInner(reader, readSample, { value: 0, at: 0 }));
};

function named(refs: readonly number[], symbols: readonly string[]): Map<string, string> {
  const labels = new Map<string, string>();
  for (let i = 0; i + 1 < refs.length; i += 2) {
    const [name, value] = [symbols[refs[i]], symbols[refs[i + 1]]];
    if (name === undefined || value === undefined) {
      throw new Refusal('bad-request', 'A label refers to a symbol that the request does not have.');
    }
    labels.set(name, value);
  }
  return labels;
}
