import { describe, expect, test } from 'vitest';
import { KEYMAP, readKey, SEQUENCE_MS } from './keymap.ts';

describe('a key', () => {
  test('alone does what the list says', () => {
    for (const { keys, command } of KEYMAP) {
      if (keys.length === 1) expect(readKey(null, { key: keys[0] ?? '', at: 0 })).toBe(command);
    }
    expect(readKey(null, { key: 'x', at: 0 })).toBeNull();
  });

  test('that begins a sequence waits for the next, not for ever', () => {
    expect(readKey(null, { key: 'g', at: 0 })).toBe('waiting');
    expect(readKey({ key: 'g', at: 0 }, { key: 'u', at: SEQUENCE_MS })).toBe('updates');
    expect(readKey({ key: 'g', at: 0 }, { key: 'u', at: SEQUENCE_MS + 1 })).toBe('undo');
  });

  test('that ends no sequence means what it means alone', () => {
    expect(readKey({ key: 'g', at: 0 }, { key: '/', at: 10 })).toBe('search');
    expect(readKey({ key: 'g', at: 0 }, { key: 'g', at: 10 })).toBe('waiting');
  });
});

test('no two bindings are the same keys, and none begins another', () => {
  const lines = KEYMAP.map(({ keys }) => keys.join(' '));
  expect(new Set(lines).size).toBe(lines.length);
  for (const { keys } of KEYMAP) {
    if (keys.length > 1)
      expect(KEYMAP.some((other) => other.keys.length === 1 && other.keys[0] === keys[0])).toBe(false);
  }
});
