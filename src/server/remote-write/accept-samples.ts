/** Prometheus remote write: one request, versions 1 and 2. */
import SnappyJS from 'snappyjs';
import { MAX_BODY_BYTES } from '#contract/limits.ts';
import { acceptReports } from '../actions/accept-reports.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { readBytes } from '../http/read-body.ts';
import type { Ingest } from '../ingest.ts';
import { Refusal } from '../problem.ts';
import { readVersion1, readVersion2 } from './read-request.ts';
import type { TimeSeries } from './sample.ts';
import { hasSoundLengths } from './snappy-lengths.ts';
import { translateSeries } from './to-reports.ts';

export const REMOTE_WRITE_PATH = '/api/v1/write';
const PROTOBUF = 'application/x-protobuf';
const VERSION_2 = 'io.prometheus.write.v2.Request';

/**
 * Takes one request; series about nothing that Bootwatch listens for are passed over and count as written.
 * @throws Refusal as for reports: senders try again after 429 and 503, and give up after 400; what was good in a
 * request answered with 400 has been taken.
 */
export async function acceptSamples(product: Bootwatch, ingest: Ingest, request: Request): Promise<Response> {
  const series = await readSeries(request);
  const reports = series.flatMap((each) => translateSeries(each, ingest.memory));
  const samples = series.reduce((sum, each) => sum + each.samples.length, 0);
  product.metrics.remoteSamples += samples;
  if (reports.length > 0) {
    const { rejected } = await acceptReports(product, ingest, { sentAt: product.clock.now(), reports });
    if (rejected.length > 0) {
      const [{ index, why }] = rejected;
      const device = String(reports[index]?.device);
      throw new Refusal('bad-request', `${rejected.length} of ${reports.length} were not taken. ${device}: ${why}`);
    }
  }
  return new Response(null, { status: 204, headers: written(samples) });
}

/** Version 2 wants to know what was written; version 1 does not look. */
const written = (samples: number) => ({
  'x-prometheus-remote-write-samples-written': String(samples),
  'x-prometheus-remote-write-histograms-written': '0',
  'x-prometheus-remote-write-exemplars-written': '0',
});

async function readSeries(request: Request): Promise<TimeSeries[]> {
  const [media, ...parameters] = (request.headers.get('content-type') ?? '').split(';').map((part) => part.trim());
  const proto = parameters.find((parameter) => parameter.startsWith('proto='))?.slice('proto='.length);
  const encoding = request.headers.get('content-encoding');
  if (media !== PROTOBUF || encoding !== 'snappy') {
    const sent = `${media || 'no Content-Type'}, ${encoding ?? 'no Content-Encoding'}`;
    throw new Refusal('wrong-content-type', `This is ${sent}; remote write is ${PROTOBUF}, snappy.`);
  }
  const bytes = uncompress(await readBytes(request, MAX_BODY_BYTES, 'snappy'));
  return proto === VERSION_2 ? readVersion2(bytes) : readVersion1(bytes);
}

/** The size comes first in snappy's block format, so a bomb is known before it is opened. */
function uncompress(body: Uint8Array): Uint8Array {
  try {
    if (!hasSoundLengths(body)) throw new RangeError('a length is wrong');
    return SnappyJS.uncompress(body, MAX_BODY_BYTES);
  } catch {
    throw new Refusal('bad-request', `The body is not snappy, or larger than ${MAX_BODY_BYTES} bytes.`);
  }
}
