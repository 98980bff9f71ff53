import { expect, test } from 'vitest';
import { DEFAULT_VIEW, readView, writeView } from './view.ts';

test.each([
  ['', {}],
  ['?range=3h&tz=utc&theme=system', {}],
  ['range=24h&tz=local&theme=dark&log=signals', { range: '24h', tz: 'local', theme: 'dark', log: 'signals' }],
  ['?kiosk', { kiosk: true }],
  ['?kiosk=1', { kiosk: true }],
  ['?kiosk=true', { kiosk: true }],
  ['?kiosk=no', {}],
  ['?part=60m', { part: '60m' }],
  ['?part=2024-07-19T04:10Z~2024-07-19T04:55Z', { part: '2024-07-19T04:10Z~2024-07-19T04:55Z' }],
  ['?part=60-15', {}],
  ['?part=all', { part: 'all' }],
  ['?part=60', {}],
  ['?range=9y&tz=7&theme=&log=gossip&other=%3Cb%3E', {}],
])('reads %s as %j', (query, differing) => {
  expect(readView(query)).toEqual({ ...DEFAULT_VIEW, ...differing });
});

test('writes what differs from the default, and reads it back', () => {
  const view = { ...DEFAULT_VIEW, range: '1h', kiosk: true, part: '2024-07-19T04:10Z~2024-07-19T04:55Z' } as const;
  const query = writeView(view);
  expect(query).toBe('?range=1h&kiosk&part=2024-07-19T04%3A10Z%7E2024-07-19T04%3A55Z');
  expect(readView(query)).toEqual(view);
  expect(writeView(DEFAULT_VIEW)).toBe('');
});

test('leaves what else an address holds where it is', () => {
  expect(writeView({ ...DEFAULT_VIEW, theme: 'dark' }, '?q=edge&range=1h')).toBe('?q=edge&theme=dark');
});
