/** A server killed in the middle of its work has lost nothing it acknowledged. */
import { getSnapshot, placeHold, putUpdate } from '#contract/routes.ts';
import { headline, ringCard } from './board.ts';
import { type Call, decision, standing } from './call.ts';
import { DOWN_SERVER_ERRORS } from './down-server.ts';
import { expect, test } from './fixtures.ts';
import {
  CRASH_CODE,
  FAILING_UPDATE,
  failingCanaries,
  type KnownDevice,
  listedConditions,
  tally,
} from './known-fleet.ts';
import { type Batch, reportsOf, send, startLoad } from './load.ts';

test.use({ allowedErrors: DOWN_SERVER_ERRORS });

const CANARIES = 40;
const BATCHES_BEFORE_THE_KILL = 40;

test('kill -9 under load: every acknowledged report, the holds and the board are there again', async ({
  page,
  server,
  call,
}) => {
  const canaries = failingCanaries(CANARIES, Date.now());
  await call(putUpdate, { params: { id: FAILING_UPDATE }, body: { name: 'Acme agent 7', channel: 'acme' } });
  await send(call, canaries);
  await call(placeHold, { params: { id: FAILING_UPDATE }, body: { rings: 'all' }, idempotencyKey: 'restart' });
  await page.goto('/');
  await expect(headline(page)).toHaveText('Acme agent 7 is pausing in all rings.');
  await expect(ringCard(page, 'Canary')).toContainText(`down · ${CANARIES} of ${CANARIES} checked`);
  const before = await judged(call);

  const load = startLoad(call);
  await expect.poll(() => load.acknowledged.length).toBeGreaterThanOrEqual(BATCHES_BEFORE_THE_KILL);
  await server.kill();
  await load.over;
  expect(load.unanswered.length).toBeGreaterThan(0);
  await server.start();

  const acknowledged = devicesOf([canaries, ...load.acknowledged]);
  const sent = devicesOf([canaries, ...load.acknowledged, ...load.unanswered]);
  const listed = await listedConditions(call);
  for (const [device, condition] of acknowledged) expect(listed.get(device), device).toBe(condition);
  for (const [device, condition] of listed) expect(condition, device).toBe(sent.get(device));
  await expectCounts(call, listed.values());
  expect((await standing(call, FAILING_UPDATE))?.holds).toMatchObject([{ rings: 'all' }]);
  expect(await decision(call, FAILING_UPDATE, 'Broad')).toBe('hold');
  await expect(page.getByTitle("Age of the server's last answer")).toHaveText(/^Live · \d+ s ago$/);
  expect(await judged(call)).toEqual(before);
  // Half of what the load sent is down without any update, and that is what is said first, as it was under the load.
  await expect(headline(page)).toHaveText(/ of [\d,]+ devices due are down\. No known update explains it\.$/);
  await expect(ringCard(page, 'Canary')).toContainText(`down · ${CANARIES} of ${CANARIES} switched on`);

  // Whoever got no answer sends again; whoever did may do so too.
  for (const batch of load.unanswered) await send(call, batch);
  for (const batch of [canaries, ...load.acknowledged.slice(-10)]) {
    const reports = reportsOf(batch);
    // How many of them the server still knows as repeated depends on its last checkpoint; what it counts does not.
    const receipt = await send(call, batch);
    expect(receipt.accepted + receipt.duplicates).toBe(reports.length);
  }
  expect(new Map([...(await listedConditions(call))].sort())).toEqual(new Map([...sent].sort()));
  await expectCounts(call, sent.values());
  const looping = tally(sent.values()).looping;
  await expect
    .poll(async () => (await call(getSnapshot, { query: {} })).signatures.find(({ code }) => code === CRASH_CODE))
    .toMatchObject({ devices: looping });
});

test('an orderly stop keeps everything as well', async ({ server, call }) => {
  const canaries = failingCanaries(CANARIES, Date.now());
  await send(call, canaries);
  await call(placeHold, { params: { id: FAILING_UPDATE }, body: { rings: ['Early'] }, idempotencyKey: 'stop' });
  const picture = () => call(getSnapshot, { query: {} });
  // What is told two hours late is shown, but it is too late to be compared with other devices.
  await expect.poll(async () => (await picture()).updates[0]).toMatchObject({ id: FAILING_UPDATE, judgement: 'watch' });
  const before = await picture();
  await server.stop();
  await server.start();
  const after = await picture();
  expect(after.fleet).toEqual(before.fleet);
  expect(after.rings).toEqual(before.rings);
  expect(after.verdict).toEqual(before.verdict);
  expect(await decision(call, FAILING_UPDATE, 'Early')).toBe('hold');
  expect(await decision(call, FAILING_UPDATE, 'Canary')).toBe('go');
});

/** What is said of the update: the load is not about it. */
async function judged(call: Call) {
  const { updates } = await call(getSnapshot, { query: {} });
  const { judgement, counts, rings } = updates.find(({ id }) => id === FAILING_UPDATE) ?? {};
  const canary = rings?.find(({ ring }) => ring === 'Canary');
  return { judgement, counts, canary: [canary?.counts, canary?.state] };
}

const devicesOf = (batches: readonly Batch[]) =>
  new Map(batches.flat().map(({ device, condition }: KnownDevice) => [device, condition] as const));

/** The picture's counts are those of a count device by device. */
async function expectCounts(call: Call, conditions: Iterable<KnownDevice['condition']>): Promise<void> {
  const counts = tally(conditions);
  const devices = Object.values(counts).reduce((sum, count) => sum + count, 0);
  await expect
    .poll(async () => (await call(getSnapshot, { query: {} })).fleet)
    .toMatchObject({ devices, conditions: counts });
}
