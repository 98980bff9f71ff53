/** The one translator of errors: refusals as they are, anything else as an id and nothing of its inside. */
import { Refusal } from '../problem.ts';
import { SECURITY_HEADERS } from './guard.ts';

/** `onTrouble` is told of errors that are ours, with the id the client was given. */
export function answerRefusal(
  error: unknown,
  newId: () => string,
  onTrouble: (what: string, error: unknown) => void,
): Response {
  if (error instanceof Refusal) return toResponse(error);
  const instance = newId();
  onTrouble(`request failed, ${instance}`, error);
  return toResponse(
    new Refusal('internal', `An error happened here. Its id in the server's own log is ${instance}.`),
    instance,
  );
}

function toResponse(refusal: Refusal, instance?: string): Response {
  const problem = refusal.toProblem(instance);
  const headers: Record<string, string> = {
    ...SECURITY_HEADERS,
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  if (refusal.retryAfterSec !== undefined) headers['retry-after'] = String(refusal.retryAfterSec);
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
