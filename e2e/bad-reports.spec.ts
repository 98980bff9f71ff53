/** Whatever comes in, good neighbours are taken, the reason names the field, and the board shows text as text. */
import type { APIRequestContext } from '@playwright/test';
import { MAX_BODY_BYTES } from '#contract/limits.ts';
import { Problem } from '#contract/problem.ts';
import { ReportsReceipt as Receipt, type ReportsReceipt } from '#contract/report.ts';
import { getDevice, getGate, getSnapshot, placeHold, putUpdate } from '#contract/routes.ts';
import { headline, logLine, panel, ringCard } from './board.ts';
import { logOf } from './call.ts';
import { expect, test } from './fixtures.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const started = (device: string, at: number) => ({ kind: 'boot.started', device, at, boot: `${device}-1` });

async function report(request: APIRequestContext, reports: readonly unknown[], sentAt = Date.now()) {
  const response = await request.post('/api/reports', { data: { sentAt, reports } });
  expect(response.status()).toBe(200);
  return Receipt.parse(await response.json());
}

/** The reason by the index of the report. */
const reasons = ({ rejected }: ReportsReceipt) => Object.fromEntries(rejected.map(({ index, why }) => [index, why]));

test('lines that are no reports are named, and the ones around them are taken', async ({ request, call }) => {
  const now = Date.now();
  const lines = [
    JSON.stringify(started('line-1', now)),
    '{"kind": "boot.started", "device": ',
    '[]',
    '42',
    'null',
    '',
    JSON.stringify(started('line-2', now)),
  ];
  const response = await request.post('/api/reports', {
    headers: { 'content-type': 'application/x-ndjson', 'bootwatch-sent-at': String(now) },
    data: lines.join('\n'),
  });
  const receipt = Receipt.parse(await response.json());
  expect(receipt.accepted).toBe(2);
  expect(receipt.rejected.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
  await call(getDevice, { params: { device: 'line-2' } });
});

test('fields of a wrong type or size are named one by one', async ({ request }) => {
  const at = Date.now();
  const good = started('typed', at);
  const receipt = await report(request, [
    { ...good, device: 7 },
    { ...good, at: 'yesterday' },
    { ...good, boot: undefined },
    { ...good, kind: 'boot.exploded' },
    { ...good, labels: { ring: ['Canary'] } },
    { ...good, labels: { class: 'toaster' } },
    { ...good, device: 'x'.repeat(201) },
    { ...good, device: '' },
    { kind: 'heartbeat', device: 'typed', at, boot: 'b', everySec: -1 },
    { kind: 'crash', device: 'typed', at, code: null },
    { kind: 'update.installed', device: 'typed', at, update: 'not an id' },
    good,
  ]);
  const fields = [
    'device',
    'at',
    'boot',
    'kind',
    'labels.ring',
    'labels.class',
    'device',
    'device',
    'everySec',
    'code',
  ];
  expect(receipt.accepted).toBe(1);
  expect(receipt.rejected.map(({ why }) => why.split(':')[0])).toEqual([...fields, 'update']);
  expect(reasons(receipt)[10]).toContain('vendor/product@version');
});

test('clocks gone mad are told so, report by report', async ({ request, call }) => {
  const now = Date.now();
  const receipt = await report(request, [
    started('clock-good', now),
    started('clock-1970', 0),
    started('clock-far', 8.64e15),
    started('clock-minus', -1),
    started('clock-late', now - 8 * DAY_MS),
    started('clock-early', now + 6 * MINUTE_MS),
    started('clock-fine', now - 6 * DAY_MS),
  ]);
  expect(receipt.accepted).toBe(2);
  const why = reasons(receipt);
  expect(Object.keys(why)).toEqual(['1', '2', '3', '4', '5']);
  for (const reason of Object.values(why)) expect(reason).toMatch(/^at: /);
  expect(why[4]).toMatch(/more than 7 days before the fleet clock/);
  expect(why[5]).toMatch(/more than 5 minutes after the fleet clock/);
  // A sender whose own clock is off by minutes is corrected, not refused.
  expect(await report(request, [started('clock-skewed', now + 8 * MINUTE_MS)], now + 8 * MINUTE_MS)).toMatchObject({
    accepted: 1,
  });
  expect((await call(getSnapshot, { query: {} })).asOf).toBeLessThan(now + 5 * MINUTE_MS);
});

test('a thousand dates in one batch: those of the last seven days are taken', async ({ request, call }) => {
  const now = Date.now();
  const receipt = await report(
    request,
    Array.from({ length: 1_000 }, (_, days) => started(`dated-${days}`, now - days * DAY_MS)),
  );
  expect(receipt.accepted).toBe(7);
  expect(receipt.rejected).toHaveLength(993);
  expect(new Set(receipt.rejected.map(({ why }) => why.split(':')[0]))).toEqual(new Set(['at']));
  await expect.poll(async () => (await call(getSnapshot, { query: {} })).fleet.devices).toBe(7);
});

test('bodies too large, of another type or no JSON are refused with what to do', async ({ request, call }) => {
  const refusal = async (data: string | Buffer, type = 'application/json') => {
    const response = await request.post('/api/reports', { headers: { 'content-type': type }, data });
    expect(response.headers()['content-type']).toContain('application/problem+json');
    return Problem.parse(await response.json());
  };
  const tenMebibytes = Buffer.alloc(10 * 1024 * 1024, ' ');
  expect(await refusal(tenMebibytes)).toMatchObject({ status: 413, code: 'too-large' });
  expect((await refusal(tenMebibytes)).detail).toContain(String(MAX_BODY_BYTES));
  expect(await refusal('<report/>', 'text/xml')).toMatchObject({ status: 415, code: 'wrong-content-type' });
  expect(await refusal('{"sentAt": ')).toMatchObject({ status: 400, code: 'bad-request' });
  expect(await refusal('{"sentAt": "now", "reports": []}')).toMatchObject({ status: 400, field: 'sentAt' });
  expect(await refusal('{"sentAt": 1}')).toMatchObject({ status: 400, field: 'reports' });
  expect((await call(getSnapshot, { query: {} })).fleet.devices).toBe(0);
});

test('an update nobody announced exists from its first report; one nobody has is let go and said so', async ({
  request,
  call,
}) => {
  const at = Date.now();
  await report(request, [{ kind: 'update.installed', device: 'first', at, update: 'new/thing@1' }]);
  await expect
    .poll(async () => (await call(getSnapshot, { query: {} })).updates.map(({ id }) => id))
    .toEqual(['new/thing@1']);
  expect(await call(getGate, { query: { update: 'no/body@1', ring: 'Canary' } })).toMatchObject({
    decision: 'go',
    known: false,
  });
  const hold = call(placeHold, { params: { id: 'no/body@1' }, body: { rings: 'all' }, idempotencyKey: 'k' });
  await expect(hold).rejects.toMatchObject({ problem: { status: 404 } });
});

test('SQL and HTML in every string come back as they were and are shown as text', async ({ page, request, call }) => {
  const html = '<img src=x onerror=alert(1)>';
  const sql = "'); DROP TABLE records; --";
  const id = `${html}/${sql}@1`;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  const now = Date.now();
  const labels = { ring: html, sector: `</td>${html}`, region: sql, site: sql, os: sql, build: sql, [sql]: html };
  const receipt = await report(
    request,
    Array.from({ length: 20 }, (_, nth) => `${sql}${html}${nth}`).flatMap((device) => {
      const common = { device, labels, id: undefined };
      return [
        { ...common, kind: 'boot.completed', at: now - 110 * MINUTE_MS, boot: sql, id: `${html}1` },
        { ...common, kind: 'update.installed', at: now - 100 * MINUTE_MS, update: id },
        { ...common, kind: 'crash', at: now - 90 * MINUTE_MS, boot: sql, code: `${html}${sql}`, module: html },
      ];
    }),
  );
  expect(receipt).toEqual({ accepted: 60, duplicates: 0, rejected: [], ignored: [] });
  await call(putUpdate, { params: { id }, body: { name: html, channel: sql } });
  await call(placeHold, { params: { id }, body: { rings: 'all', reason: html }, idempotencyKey: sql });

  const detail = await call(getDevice, { params: { device: `${sql}${html}7` } });
  expect(detail).toMatchObject({ labels, condition: 'looping', lastCrash: { code: `${html}${sql}`, module: html } });
  expect(detail.reports).toHaveLength(3);
  expect((await logOf(call, id)).filter(({ kind }) => kind === 'hold_placed')).toMatchObject([{ reason: html }]);

  await page.goto('/');
  await expect(headline(page)).toHaveText(`${html} is pausing in all rings.`);
  await expect(ringCard(page, html)).toContainText('20 of 20 checked');
  await expect(panel(page, `Sector × ring, ${html}`).getByRole('rowheader', { name: `</td>${html}` })).toBeVisible();
  await expect(panel(page, 'Crash signatures of devices down now').getByRole('row').last()).toContainText(
    `${html}${html}${sql}`,
  );
  await expect(panel(page, 'Updates rolling out').getByRole('row').last()).toContainText(sql);
  await expect(logLine(page, 'paused in all rings')).toContainText(html);
  await expect(page.locator('img')).toHaveCount(0);
  expect(dialogs).toEqual([]);
});
