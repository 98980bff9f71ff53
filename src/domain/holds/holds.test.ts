import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { LogEntry } from '#contract/log.ts';
import { equalHold, gate, liftBlocked, undoForMs } from './holds.ts';
import { replay } from './log-state.ts';

const actor = { kind: 'person', name: 'operator' } as const;
const placed = (seq: number, hold: string, rings: 'all' | string[] = 'all', update = 'a/x@1'): LogEntry => ({
  seq,
  at: seq * 1000,
  wallAt: seq * 1000,
  actor,
  kind: 'hold_placed',
  hold,
  update,
  rings,
  reason: null,
});
const lifted = (seq: number, hold: string): LogEntry => ({
  seq,
  at: seq * 1000,
  wallAt: seq * 1000,
  actor,
  kind: 'hold_lifted',
  hold,
  update: 'a/x@1',
  reason: 'fixed',
  undo: false,
});

describe('the gate', () => {
  it('lets an update go to a ring only where no hold stands', () => {
    const state = replay([placed(1, 'h1', ['Early', 'Broad'])]);
    expect(gate(state, 'a/x@1', 'Canary').decision).toBe('go');
    expect(gate(state, 'a/x@1', 'Broad')).toEqual({
      decision: 'hold',
      known: true,
      since: 1000,
      reason: 'Paused by operator',
    });
    expect(gate(replay([placed(1, 'h1', 'all')]), 'a/x@1', 'Braod', 'No ring Braod here.')).toEqual({
      decision: 'hold',
      known: false,
      since: 1000,
      reason: 'Paused by operator. No ring Braod here.',
    });
    expect(gate(state, 'b/y@2', 'Broad', 'No b/y@2 here.')).toEqual({
      decision: 'go',
      known: false,
      since: null,
      reason: 'No b/y@2 here.',
    });
  });

  it('goes exactly when every hold placed was lifted', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ hold: fc.constantFrom('h1', 'h2', 'h3'), lift: fc.boolean() })), (steps) => {
        const entries = steps.map(({ hold, lift }, i) => (lift ? lifted(i + 1, hold) : placed(i + 1, hold)));
        const last = new Map(steps.map(({ hold, lift }) => [hold, lift]));
        const placedOnce = new Set(steps.flatMap(({ hold, lift }) => (lift ? [] : [hold])));
        const stands = [...last].some(([hold, lift]) => !lift && placedOnce.has(hold));
        expect(gate(replay(entries), 'a/x@1', 'Broad').decision).toBe(stands ? 'hold' : 'go');
      }),
    );
  });
});

test('entries are counted for the update they are about, notes too', () => {
  const note = (seq: number, update: string | null): LogEntry => ({
    seq,
    at: seq * 1000,
    wallAt: seq * 1000,
    actor,
    kind: 'note',
    update,
    text: 'Asked the vendor',
    intent: `k${seq}`,
  });
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a/x@1', 'b/y@2', null)), (about) => {
      const state = replay([placed(1, 'h1'), ...about.map((update, i) => note(i + 2, update))]);
      const notesOn = (update: string) => about.filter((each) => each === update).length;
      expect(state.logged.get('a/x@1')).toBe(1 + notesOn('a/x@1'));
      expect(state.logged.get('b/y@2') ?? 0).toBe(notesOn('b/y@2'));
      expect(state.nextSeq).toBe(about.length + 2);
      expect(gate(state, 'a/x@1', 'Broad').decision).toBe('hold');
    }),
  );
});

describe('holds', () => {
  it('knows a second hold that says the same', () => {
    const state = replay([placed(1, 'h1', ['Early', 'Broad'])]);
    expect(equalHold(state, 'a/x@1', ['Broad', 'Early'], actor)?.id).toBe('h1');
    expect(equalHold(state, 'a/x@1', 'all', actor)).toBeUndefined();
  });

  it('can be undone for ten seconds of the wall clock', () => {
    const hold = replay([placed(1, 'h1')]).holds.get('h1');
    if (!hold) throw new Error('no hold');
    expect(undoForMs(hold, 1000)).toBe(10_000);
    expect(liftBlocked(hold, true, 10_999)).toBeUndefined();
    expect(liftBlocked(hold, true, 11_000)).toMatch(/Lift the hold with a reason/);
    expect(liftBlocked(hold, false, 99_999)).toBeUndefined();
  });
});
