/** A batch of reports as one JSON object, or as lines with the envelope in headers. */
import { Refusal } from '../problem.ts';
import { jsonLines, parseJson, readText } from './read-body.ts';

/** The envelope, not checked yet; a line that is no JSON is `undefined` among its reports. */
export async function readEnvelope(request: Request, maxBytes: number): Promise<unknown> {
  const media = (request.headers.get('content-type') ?? '').split(';')[0].trim();
  if (media === 'application/json') return parseJson(await readText(request, maxBytes));
  if (media !== 'application/x-ndjson') {
    throw new Refusal(
      'wrong-content-type',
      `Content-Type is ${media || 'missing'}; send application/json or application/x-ndjson.`,
    );
  }
  const { headers } = request;
  return {
    sentAt: numberFrom(headers, 'bootwatch-sent-at'),
    clock: numberFrom(headers, 'bootwatch-clock'),
    speed: numberFrom(headers, 'bootwatch-speed'),
    reports: [...jsonLines(await readText(request, maxBytes))],
  };
}

function numberFrom(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text === null ? undefined : Number(text);
}
