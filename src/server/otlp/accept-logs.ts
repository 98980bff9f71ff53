/** OTLP over HTTP, logs: one request, answered in the encoding it came in. */
import { PbfWriter } from 'pbf';
import { MAX_BODY_BYTES } from '#contract/limits.ts';
import { acceptReports } from '../actions/accept-reports.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { parseJson, readBytes, readText } from '../http/read-body.ts';
import type { Ingest } from '../ingest.ts';
import { Refusal } from '../problem.ts';
import type { RawReport } from '../raw-report.ts';
import type { LogRecord } from './log-record.ts';
import { recordsFromJson } from './read-json.ts';
import { recordsFromProtobuf } from './read-protobuf.ts';
import { translate } from './to-reports.ts';

export const OTLP_LOG_PATHS = ['/v1/logs', '/otlp/v1/logs'] as const;
const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';

/** What was not taken: how many records, and why the first of them. */
interface PartialSuccess {
  readonly rejected: number;
  readonly message: string;
}

/**
 * Takes one request; records about nothing that Bootwatch listens for are passed over and count as taken.
 * @throws Refusal as for reports: 429 and 503 ask the client to try again, anything else tells it not to.
 */
export async function acceptLogs(product: Bootwatch, ingest: Ingest, request: Request): Promise<Response> {
  const records = await readRecords(request);
  const { reports, recordOf, refused } = translateAll(records, ingest);
  product.metrics.otlpRecords += records.length;
  product.metrics.otlpRecordsIgnored += records.length - new Set([...recordOf, ...refused.keys()]).size;
  if (reports.length > 0) {
    const { rejected } = await acceptReports(product, ingest, { sentAt: product.clock.now(), reports });
    for (const { index, why } of rejected) refused.set(recordOf[index], why);
  }
  const [first] = [...refused.keys()].toSorted((a, b) => a - b);
  const partial =
    first === undefined ? null : { rejected: refused.size, message: `record ${first}: ${refused.get(first)}` };
  return answer(request, 200, partial && { partial });
}

async function readRecords(request: Request): Promise<LogRecord[]> {
  const media = mediaOf(request);
  if (media === PROTOBUF) return recordsFromProtobuf(await readBytes(request, MAX_BODY_BYTES));
  if (media === JSON_TYPE) return recordsFromJson(parseJson(await readText(request, MAX_BODY_BYTES)));
  throw new Refusal('wrong-content-type', `Content-Type is ${media || 'missing'}; send ${PROTOBUF} or ${JSON_TYPE}.`);
}

interface Translated {
  readonly reports: RawReport[];
  /** By index of the report: the index of its record. */
  readonly recordOf: number[];
  /** Index of a record that could not be read -> why. */
  readonly refused: Map<number, string>;
}

function translateAll(records: readonly LogRecord[], ingest: Ingest): Translated {
  const translated: Translated = { reports: [], recordOf: [], refused: new Map() };
  for (const [index, record] of records.entries()) {
    const { reports, why } = translate(record, ingest.memory);
    if (why !== undefined) translated.refused.set(index, why);
    for (const report of reports) {
      translated.reports.push(report);
      translated.recordOf.push(index);
    }
  }
  return translated;
}

/** The answer to a request that was refused: google.rpc.Status, and when to try again. */
export function answerStatus(request: Request, refusal: Refusal): Response {
  const { status, detail } = refusal.toProblem();
  const response = answer(request, status, {
    status: { code: GRPC_CODES[status] ?? GRPC_CODES[500], message: detail },
  });
  if (refusal.retryAfterSec !== undefined) response.headers.set('retry-after', String(refusal.retryAfterSec));
  return response;
}

/** google.rpc.Code by HTTP status. */
const GRPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  403: 7,
  409: 9,
  413: 8,
  415: 3,
  429: 8,
  500: 13,
  503: 14,
};

type Message = { readonly partial: PartialSuccess } | { readonly status: { code: number; message: string } } | null;

function answer(request: Request, status: number, message: Message): Response {
  const binary = mediaOf(request) === PROTOBUF;
  const body = binary ? toProtobuf(message) : JSON.stringify(toJson(message));
  return new Response(body, { status, headers: { 'content-type': binary ? PROTOBUF : JSON_TYPE } });
}

function toJson(message: Message): object {
  if (message === null) return {};
  if ('status' in message) return message.status;
  const { rejected, message: errorMessage } = message.partial;
  return { partialSuccess: { rejectedLogRecords: String(rejected), errorMessage } };
}

/** ExportLogsServiceResponse.partial_success = 1 {rejected_log_records = 1, error_message = 2}; Status {code = 1, message = 2}. */
function toProtobuf(message: Message): Uint8Array<ArrayBuffer> {
  const writer = new PbfWriter();
  const pair = (first: number, second: string) => (_: null, inner: PbfWriter) => {
    inner.writeVarintField(1, first);
    inner.writeStringField(2, second);
  };
  if (message && 'status' in message) pair(message.status.code, message.status.message)(null, writer);
  else if (message) writer.writeMessage(1, pair(message.partial.rejected, message.partial.message), null);
  return new Uint8Array(writer.finish());
}

const mediaOf = (request: Request): string => (request.headers.get('content-type') ?? '').split(';')[0].trim();
