import { expect, test } from 'vitest';
import { everyKind } from '../fixtures/log.ts';
import { kindOf, ofKind, sayNone } from './log-kind.ts';

test('an entry is a signal, a decision, a note or a recovery', () => {
  expect(everyKind.map(kindOf)).toEqual(['recovery', 'note', 'note', 'decision', 'signal', 'signal']);
});

test('a filter keeps the order', () => {
  expect(ofKind(everyKind, 'signals').map(({ seq }) => seq)).toEqual([12, 9]);
  expect(ofKind(everyKind, 'all')).toEqual(everyKind);
});

test('an empty list says of what and among how many', () => {
  const log = everyKind.slice(1);
  expect(sayNone(log, 'recovery')).toBe('No recovery among the last 5 entries of the log.');
  expect(sayNone(log.slice(0, 1), 'signals')).toBe('No signal in the one entry of the log.');
  expect(sayNone([], 'notes')).toBe('The log has no entry yet.');
});
