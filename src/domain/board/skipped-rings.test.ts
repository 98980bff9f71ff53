import { describe, expect, it } from 'vitest';
import type { UpdateInRing } from '#contract/update.ts';
import { skippedRings } from './skipped-rings.ts';

const MINUTE = 60_000;
const T0 = Date.UTC(2024, 6, 19, 4, 9);
const NONE = {
  waiting: 0,
  pending: 0,
  checked: 0,
  censored: 0,
  looping: 0,
  silent: 0,
  loopingChecked: 0,
  silentChecked: 0,
  recovered: 0,
};
const row = (
  ring: string,
  installed: number,
  firstInstallAt: number | null,
  plannedAt: number | null,
): UpdateInRing => ({
  ring,
  counts: { ...NONE, pending: installed },
  targeted: 1_000,
  without: 1_000 - installed,
  interval: null,
  state: 'running',
  plannedAt,
  firstInstallAt,
  lastInstallAt: firstInstallAt,
  installsAfterHold: null,
  gate: null,
});

describe('an update skips rings', () => {
  it('when a later ring gets it before its plan allows', () => {
    const canary = row('Canary', 50, T0, T0);
    const broad = (at: number) => row('Broad', 40, at, T0 + 60 * MINUTE);
    expect(skippedRings([canary, broad(T0 + 10 * MINUTE)], T0, T0 + 11 * MINUTE)).toEqual({
      ring: 'Broad',
      installed: 40,
      targeted: 1_000,
    });
    expect(skippedRings([canary, broad(T0 + 60 * MINUTE - 1)], T0, T0 + 61 * MINUTE)).toBeUndefined();
  });

  it('when nobody planned it and the last ring fills at once', () => {
    const at = (installed: number) => [row('Canary', 10, T0, null), row('Broad', installed, T0, null)];
    expect(skippedRings(at(380), T0, T0 + 6 * MINUTE)?.installed).toBe(380);
    expect(skippedRings(at(99), T0, T0 + 6 * MINUTE)).toBeUndefined();
    expect(skippedRings(at(380), T0, T0 + 31 * MINUTE)).toBeUndefined();
  });
});
