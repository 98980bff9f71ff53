/** Whether the product is of use, and what of it is not. */
import type { ResponseOf } from '#contract/route.ts';
import type { getReadiness } from '#contract/routes.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { troublesOf } from '../troubles.ts';

/** Of a product that is open. */
export function readiness(product: Bootwatch): ResponseOf<typeof getReadiness> {
  const { fleet, clock } = product;
  const detail = `${fleet.deviceCount} devices known, clock: ${clock.mode}`;
  return { ready: true, detail, degraded: troublesOf(product) };
}
