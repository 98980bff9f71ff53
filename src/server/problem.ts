/** A refusal, to be thrown anywhere below a route. */
import { PROBLEMS, type Problem, type ProblemCode } from '#contract/problem.ts';

const NO_SPACE_RETRY_SEC = 10;

export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly field: string | undefined;
  readonly retryAfterSec: number | undefined;

  /** `detail` says what happened and what to do about it. */
  constructor(code: ProblemCode, detail: string, options: { field?: string; retryAfterSec?: number } = {}) {
    super(detail);
    this.code = code;
    this.field = options.field;
    this.retryAfterSec = options.retryAfterSec;
  }

  toProblem(instance?: string): Problem {
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `/docs#${this.code}`,
      title,
      status,
      code: this.code,
      detail: this.message,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(instance === undefined ? {} : { instance }),
    };
  }
}

/** `consequence`: what did not happen. 503 and not 507, which OpenTelemetry's exporters take as "never send this again". */
export function noSpace(consequence: string): Refusal {
  const detail = `The disk that holds the data is full: ${consequence}. Free some space and send the same request again.`;
  return new Refusal('storage-full', detail, { retryAfterSec: NO_SPACE_RETRY_SEC });
}
