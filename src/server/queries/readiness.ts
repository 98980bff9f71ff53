/** Whether the product is of use, and what of it is not. */
import type { ResponseOf } from '#contract/route.ts';
import type { getReadiness } from '#contract/routes.ts';
import type { Bootwatch } from '../bootwatch.ts';

const FULL =
  'The disk that holds the data is full: no report and no decision is taken, the board stands. Free some space; nothing else is needed.';

/** Of a product that is open. */
export function readiness({ fleet, clock, store }: Bootwatch): ResponseOf<typeof getReadiness> {
  return {
    ready: true,
    detail: `${fleet.deviceCount} devices known, clock: ${clock.mode}`,
    degraded: store.isFull() ? [FULL] : [],
  };
}
