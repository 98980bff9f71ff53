/** Reports sent without a break, each batch remembered with its fate. */
import type { Report } from '#contract/report.ts';
import { postReports } from '#contract/routes.ts';
import type { Call } from './call.ts';
import { type KnownDevice, knownDevice } from './known-fleet.ts';

const DEVICES_PER_BATCH = 50;
const LANES = 3;

export type Batch = readonly KnownDevice[];

export interface Load {
  readonly acknowledged: Batch[];
  /** Sent, and the answer never came. */
  readonly unanswered: Batch[];
  /** Resolves when every lane has met its end: a request that got no answer. */
  readonly over: Promise<unknown>;
}

/** What a batch says. */
export const reportsOf = (batch: Batch): Report[] => batch.flatMap(({ reports }) => reports);

/** Sends one batch, for the first time or again; resolves to the server's receipt. */
export const send = (call: Call, batch: Batch) =>
  call(postReports, { body: { sentAt: Date.now(), reports: reportsOf(batch) } });

/** Starts sending batches of new devices in several lanes, until the server is gone. */
export function startLoad(call: Call): Load {
  const acknowledged: Batch[] = [];
  const unanswered: Batch[] = [];
  let next = 0;
  const lane = async () => {
    for (;;) {
      const now = Date.now();
      const first = next;
      next += DEVICES_PER_BATCH;
      const batch = Array.from({ length: DEVICES_PER_BATCH }, (_, nth) => knownDevice('load', first + nth, now));
      try {
        await send(call, batch);
        acknowledged.push(batch);
      } catch {
        unanswered.push(batch);
        return;
      }
    }
  };
  return { acknowledged, unanswered, over: Promise.all(Array.from({ length: LANES }, lane)) };
}
