/** An inventory of two formats goes in: first only looked at, then for good; the board says how complete it is. */
import { gzipSync } from 'node:zlib';
import type { InventoryReceipt } from '#contract/inventory.ts';
import { expect, test } from './fixtures.ts';

const DEVICES = 12_000;

test('an inventory is tried, put in and put in again, and the board says where its gaps are', async ({
  page,
  request,
}) => {
  const rows = Array.from({ length: DEVICES }, (_, n) => {
    const ring = n < 140 ? '' : n < 1_000 ? 'Pilot' : 'Broad';
    return `pc-${n},Retail,${n < 12 ? '' : `"store ${n % 50}, north"`},${ring}\r\n`;
  });
  const csv = `device,sector,site,ring:falcon-content\r\n${rows.join('')}pc-5,Retail,,Broad\r\npc-x,Retail\r\n`;
  const put = async (query: string, type: string, body: Buffer, encoding = 'identity') => {
    const headers = { 'content-type': type, 'content-encoding': encoding };
    const response = await request.put(`/api/devices${query}`, { headers, data: body });
    expect(response.status()).toBe(200);
    return (await response.json()) as InventoryReceipt;
  };
  const wanted = { new: DEVICES, changed: 0, unchanged: 0, duplicateCount: 1, rejectedCount: 1 };

  expect(await put('?dry-run', 'text/csv', Buffer.from(csv))).toMatchObject({ ...wanted, dryRun: true });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No devices yet. Connect some, or rehearse first.');
  const receipt = await put('', 'text/csv', gzipSync(csv), 'gzip');
  expect(receipt).toMatchObject({ ...wanted, dryRun: false });
  expect(receipt.duplicates).toEqual([{ line: DEVICES + 2, repeats: 7, device: 'pc-5' }]);
  expect(receipt.rejected).toMatchObject([{ line: DEVICES + 3, why: '2 cells where the header has 4' }]);

  const line = page.getByRole('region', { name: 'Inventory' });
  await expect(line).toContainText(
    'In inventory 12,000, heard in 24 h 0, in no ring of falcon-content 140, no site 12.',
  );
  const more = Array.from({ length: 140 }, (_, n) => JSON.stringify({ device: `pc-${n}`, labels: { ring: 'Pilot' } }));
  expect(await put('', 'application/x-ndjson', Buffer.from(more.join('\n')))).toMatchObject({ changed: 140 });
  expect(await put('', 'text/csv', Buffer.from(csv))).toMatchObject({ new: 0, changed: 0, unchanged: DEVICES });
  await expect(line).toContainText('In inventory 12,000, heard in 24 h 0, no site 12.');
  await line.getByText('In inventory').click();
  await expect(line.getByText(/a whole site going dark is not told/)).toBeVisible();
});
