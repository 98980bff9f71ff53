import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { setUpdateFacts } from '../fleet/fleet.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import { hash64 } from '../fleet/hash.ts';
import { applyInventory } from '../fleet/label-device.ts';
import { coverageOf } from './coverage.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;

interface Device {
  readonly labels: Readonly<Record<string, string>>;
  readonly override?: string;
}

function coverage(devices: readonly Device[], target?: { os: string[] }) {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  for (const [i, { labels, override }] of devices.entries()) {
    const rings = override === undefined ? {} : { rings: { content: override } };
    applyInventory(fleet, hash64(`d-${i}`), { device: `d-${i}`, labels, ...rings }, T0);
  }
  const facts = { channel: 'content', ...(target ? { target } : {}) };
  const update = setUpdateFacts(fleet, 'a/x@1', facts);
  if (!update) throw new Error('not tracked');
  return coverageOf(fleet, update);
}

const many = (count: number, labels: Record<string, string>): Device[] =>
  Array.from({ length: count }, () => ({ labels }));

describe('coverage', () => {
  it('names what only later rings have, most devices first', () => {
    const { rings, gaps, more } = coverage([
      ...many(3, { ring: 'Canary', build: '22631', os: 'windows' }),
      ...many(5, { ring: 'Pilot', build: '22631', os: 'windows', region: 'North' }),
      ...many(9, { ring: 'Broad', build: '20348', os: 'windows', region: 'North' }),
    ]);
    expect(rings).toEqual(['Canary', 'Pilot', 'Broad']);
    expect([gaps, more]).toEqual([
      [
        { label: 'build', value: '20348', ring: 'Broad', devices: 9 },
        { label: 'region', value: 'North', ring: 'Pilot', devices: 5 },
      ],
      0,
    ]);
  });

  it('looks at targeted devices only, and at the ring they have for the channel', () => {
    const mixed = [
      { labels: { ring: 'Canary', os: 'windows', build: 'a' } },
      { labels: { ring: 'Broad', os: 'linux', build: 'b' } },
      { labels: { ring: 'Broad', os: 'windows', build: 'c' }, override: 'Canary' },
      { labels: { ring: 'Canary', os: 'windows', build: 'd' }, override: 'Broad' },
    ];
    expect(coverage(mixed, { os: ['windows'] })).toEqual({
      rings: ['Canary', 'Broad'],
      gaps: [{ label: 'build', value: 'd', ring: 'Broad', devices: 1 }],
      more: 0,
    });
  });

  it('has none where there is one ring, or none', () => {
    expect(coverage([])).toEqual({ rings: [], gaps: [], more: 0 });
    expect(coverage(many(2, { ring: 'Pilot', build: 'a' }))).toEqual({ rings: ['Pilot'], gaps: [], more: 0 });
  });

  it('agrees with looking at every device again', () => {
    const device = fc.record({
      ring: fc.constantFrom('Canary', 'Pilot', 'Early'),
      build: fc.constantFrom('a', 'b', 'c', 'd'),
    });
    fc.assert(
      fc.property(fc.array(device, { maxLength: 30 }), (devices) => {
        const { rings, gaps } = coverage(devices.map((labels) => ({ labels })));
        const ringOf = (build: string) =>
          rings.find((ring) => devices.some((d) => d.ring === ring && d.build === build));
        const late = [...new Set(devices.map(({ build }) => build))].filter((build) => ringOf(build) !== rings[0]);
        expect(gaps.map(({ value }) => value).sort()).toEqual(late.sort());
        for (const { value, ring, devices: count } of gaps) {
          expect(ring).toBe(ringOf(value));
          expect(count).toBe(devices.filter((d) => d.ring === ring && d.build === value).length);
        }
      }),
    );
  });
});
