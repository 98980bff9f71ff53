import { expect, test } from 'vitest';
import { content291, edge } from '../fixtures/failing.ts';
import { prepareScope } from './prepare-scope.ts';

const said = (update: Parameters<typeof prepareScope>[0]) =>
  new Map(prepareScope(update).map(({ term, strong, text }) => [term, strong + text]));

test('says who keeps the update, and how many of those not checked yet are likely to go down', () => {
  expect(said(content291).get('Already have it')).toBe(
    '4,436 devices keep 291. 1,629 of them are still being checked; 568–777 of these are likely to go down (estimate, 95\u00a0%).',
  );
  expect(said({ ...content291, interval: null }).get('Already have it')).toMatch(
    /how many of these go down cannot be said yet\.$/,
  );
  const nobodyPending = { ...content291, counts: { ...content291.counts, pending: 0 } };
  expect(said(nobodyPending).get('Already have it')).toMatch(/until they are repaired\.$/);
});

test('says what is not known instead of a number, and that only what asks the gate is stopped', () => {
  expect(said(content291).get('On its way')).toMatch(/^Not known\./);
  expect(said(content291).get('How it stops')).toMatch(/no line of its own to falcon-content/);
  expect(said({ ...content291, channel: null }).get('At the source')).toMatch(/the console of its channel/);
});

test('devices that wait for a restart are told apart where there are any', () => {
  expect(said({ ...edge, counts: { ...edge.counts, waiting: 1 } }).get('Waiting for a restart')).toMatch(
    /^1 device has installed .* when it restarts\. Keep it from/,
  );
  expect(said({ ...edge, counts: { ...edge.counts, waiting: 0 } }).has('Waiting for a restart')).toBe(false);
});

test('one device is spoken of as one', () => {
  const counts = { ...content291.counts, pending: 1 };
  const have = (update: typeof content291) => said(update).get('Already have it');
  expect(have({ ...content291, counts })).toMatch(/^2,808 devices keep 291\. 1 of them is still being checked; it may/);
  expect(have({ ...content291, counts, interval: null })).toMatch(/; whether it goes down cannot be said yet\.$/);
  const harmless = { ...counts, checked: 90_000, loopingChecked: 0, silentChecked: 0 };
  expect(have({ ...content291, counts: harmless })).toMatch(/; it is not likely to go down \(estimate/);
  expect(have({ ...content291, counts: { ...harmless, pending: 2 } })).toMatch(/; none of these is likely to go down/);
  const only = { ...content291.counts, pending: 1, checked: 0, censored: 0 };
  expect(have({ ...content291, counts: only, interval: null })).toMatch(/^1 device keeps 291\./);
});
