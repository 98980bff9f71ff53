/** Devices report. */

import * as z from 'zod/mini';
import { checkReport } from '#contract/check-report.ts';
import { MAX_REPORT_AGE_MS, MAX_REPORT_LEAD_MS } from '#contract/limits.ts';
import { mistakesIn } from '#contract/mistakes.ts';
import { type Envelope, Report, type ReportsReceipt } from '#contract/report.ts';
import { extraLabels } from '#domain/fleet/extra-labels.ts';
import { type Hash64, hash64 } from '#domain/fleet/hash.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { giveWay, SLICE } from '../give-way.ts';
import { IgnoredFields } from '../ignored-fields.ts';
import { type Ingest, type NewRecord, nameOf } from '../ingest.ts';
import { RULE } from '../log-book.ts';
import { looksLikeSeconds, SECONDS } from '../looks-like-seconds.ts';
import { Refusal } from '../problem.ts';
import type { RejectedFor } from '../rejected-lately.ts';
import type { DeviceName } from '../store.ts';
import { UNWRITABLE } from '../write-group.ts';

/**
 * Takes one envelope. Each report is checked on its own; the receipt says which were not taken, and why.
 * @throws Refusal 400 when it seems to be in seconds; 409 when a drill's envelope meets a real fleet's data or the other way round.
 */
export async function acceptReports(product: Bootwatch, ingest: Ingest, envelope: Envelope): Promise<ReportsReceipt> {
  refuseSeconds(envelope, envelope.clock ?? product.clock.now());
  await decideMode(product, envelope);
  const receivedAt = envelope.clock ?? product.clock.now();
  const skew = ingest.senderSkew.of(envelope, receivedAt);
  const rejected: ReportsReceipt['rejected'] = [];
  const records: NewRecord[] = [];
  /** By place in `records`: the index in the request. */
  const indices: number[] = [];
  const names: DeviceName[] = [];
  const ignored = new IgnoredFields();
  let duplicates = 0;
  const checked = await checkReports(envelope.reports);
  const unwritable = await ingest.takeNew((isNew) => {
    for (const [index, report] of checked.entries()) {
      const isReport = 'kind' in report;
      const why = isReport ? outsideWindow(report.at, skew, receivedAt) : mistakesIn(report);
      if (!isReport || why !== undefined) {
        reject(product, rejected, index, why ?? 'not a report', isReport ? 'time' : 'shape');
        continue;
      }
      ignored.notice(index, Object(envelope.reports[index]), report);
      const device = hash64(report.device);
      const at = report.at + skew;
      if (!isNew({ device, at: Math.floor(at / 1000), report })) {
        duplicates++;
        continue;
      }
      records.push({ kind: 'report', receivedAt, device, at, report });
      indices.push(index);
      const name = newName(product, device, report);
      if (name) names.push(name);
    }
    const clock = envelope.clock === undefined ? {} : { clock: { time: envelope.clock, speed: envelope.speed ?? 1 } };
    return { records, names, ...clock };
  });
  for (const place of unwritable) reject(product, rejected, indices[place], UNWRITABLE, 'unwritable');
  const accepted = records.length - unwritable.length;
  product.metrics.reportsAccepted += accepted;
  product.metrics.reportsDuplicate += duplicates;
  product.rejectedLately.took(accepted + duplicates);
  return { accepted, duplicates, rejected, ignored: ignored.list() };
}

/** In slices, and a turn for what follows, which can't be cut in two: what came in between would count as new twice. */
async function checkReports(reports: readonly unknown[]): Promise<(Report | z.core.$ZodError)[]> {
  const checked = [];
  for (const [index, raw] of reports.entries()) {
    if (index % SLICE === 0) await giveWay();
    checked.push(checkReport(raw));
  }
  await giveWay();
  return checked;
}

function reject(
  product: Bootwatch,
  rejected: ReportsReceipt['rejected'],
  index: number,
  why: string,
  reason: RejectedFor,
): void {
  rejected.push({ index, why });
  const counts = product.metrics.reportsRejected;
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
  product.rejectedLately.rejected(reason);
  product.board.changed();
}

/** Every time in it would be 10 minutes off, the most that a sender's clock is corrected by. */
function refuseSeconds({ sentAt }: Envelope, now: number): void {
  if (!looksLikeSeconds(sentAt, now)) return;
  throw new Refusal('bad-request', `sentAt: ${sentAt} ${SECONDS}`, { field: 'sentAt' });
}

function outsideWindow(told: number, skew: number, now: number): string | undefined {
  if (looksLikeSeconds(told, now)) return `at: ${told} ${SECONDS}`;
  const at = told + skew;
  if (at < now - MAX_REPORT_AGE_MS) return `at: ${iso(at)} is more than 7 days before the fleet clock (${iso(now)})`;
  if (at > now + MAX_REPORT_LEAD_MS) return `at: ${iso(at)} is more than 5 minutes after the fleet clock (${iso(now)})`;
  return undefined;
}

/** Beyond what a calendar knows the bare number is said. */
const iso = (ms: number): string => {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
};

/** The device's name for the store when it is new, or brings labels that are not counted. */
function newName(product: Bootwatch, device: Hash64, report: Report): DeviceName | undefined {
  const extra = extraLabels(report.labels);
  if (product.fleet.index.find(device) !== -1 && Object.keys(extra).length === 0) return undefined;
  return nameOf(report.device, device, extra);
}

/** The first report decides whether this data belongs to a real fleet or to a drill; it can't change after. */
async function decideMode(product: Bootwatch, envelope: Envelope): Promise<void> {
  const { clock, book } = product;
  const { clock: time, speed = 1, reports } = envelope;
  const wants = time === undefined ? 'real' : 'drill';
  if (book.state.mode.kind === 'undecided') {
    if (time === undefined && !reports.some((raw) => z.safeParse(Report, raw).success)) return;
    // The clock first, so that the entry carries the fleet's time.
    if (clock.mode === 'undecided' && time === undefined) {
      clock.startReal();
      product.tick();
    }
    if (clock.mode === 'undecided' && time !== undefined) clock.driveTo(time, speed);
    const decision =
      clock.mode === 'drill' ? ({ kind: 'drill_started', speed } as const) : ({ kind: 'service_started' } as const);
    await book.write(RULE, (state) => (state.mode.kind === 'undecided' ? decision : undefined));
  }
  if (clock.mode === wants || clock.mode === 'undecided') return;
  throw new Refusal(
    'conflict',
    wants === 'drill'
      ? 'This data folder belongs to a real fleet; a drill needs a folder of its own. Start the server with another --data.'
      : 'This data folder belongs to a drill; real devices need a folder of their own. Start the server with another --data.',
    { field: 'clock' },
  );
}
