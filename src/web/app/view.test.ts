import { expect, test } from 'vitest';
import { readSearch } from './view.ts';

test.each([
  [{}, {}],
  [{ range: '3h', tz: 'utc', theme: 'system' }, {}],
  [
    { range: '24h', tz: 'local', theme: 'dark', log: 'signals' },
    { range: '24h', tz: 'local', theme: 'dark', log: 'signals' },
  ],
  [{ kiosk: '' }, { kiosk: true }],
  [{ kiosk: 1 }, { kiosk: true }],
  [{ kiosk: true }, { kiosk: true }],
  [{ kiosk: 'no' }, {}],
  [{ part: '60m' }, { part: '60m' }],
  [{ part: '2024-07-19T04:10Z~2024-07-19T04:55Z' }, { part: '2024-07-19T04:10Z~2024-07-19T04:55Z' }],
  [{ part: '60-15' }, {}],
  [{ part: 'all' }, { part: 'all' }],
  [{ part: '60' }, {}],
  [{ range: '9y', tz: 7, theme: ['dark'], log: 'gossip', other: '<b>' }, {}],
])('reads %j as %j', (search, view) => {
  expect(readSearch(search)).toEqual(view);
});
