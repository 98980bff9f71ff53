/** The one translator of errors: refusals as they are, anything else as an id and nothing of its inside. */
import { noSpace, Refusal } from '../problem.ts';
import { StoreFull } from '../store.ts';
import { SECURITY_HEADERS } from './guard.ts';

export interface Translator {
  /** A fresh id for an error. */
  readonly newId: () => string;
  /** Told of errors that are ours, with the id the client is given. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** Any error as a refusal; `instance` names one of ours. */
export function refusalOf(error: unknown, { newId, onTrouble }: Translator): { refusal: Refusal; instance?: string } {
  if (error instanceof Refusal) return { refusal: error };
  if (error instanceof StoreFull) return { refusal: noSpace('nothing was changed') };
  const instance = newId();
  onTrouble(`request failed, ${instance}`, error);
  const detail = `An error happened here. Its id in the server's own log is ${instance}.`;
  return { refusal: new Refusal('internal', detail), instance };
}

/** The answer to a request that failed so: RFC 9457. */
export function answerRefusal(error: unknown, translator: Translator): Response {
  const { refusal, instance } = refusalOf(error, translator);
  const problem = refusal.toProblem(instance);
  const headers: Record<string, string> = {
    ...SECURITY_HEADERS,
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  if (refusal.retryAfterSec !== undefined) headers['retry-after'] = String(refusal.retryAfterSec);
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
