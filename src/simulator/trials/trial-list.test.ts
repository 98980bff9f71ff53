import { describe, expect, it } from 'vitest';
import { scenarioNamed } from '../scenarios.ts';
import { type SimulationOptions, simulate } from '../simulate.ts';

function trialsOf(name: string, listenTo: NonNullable<SimulationOptions['listenTo']>, seed = 3) {
  const simulation = simulate(scenarioNamed(name), { devices: 1_000, seed, listenTo });
  const trials: string[] = [];
  for (let minute = 0; minute < simulation.minutes; minute += 1) {
    simulation.step(minute, () => 'go');
    trials.push(...simulation.concluded().map((trial) => JSON.stringify(trial)));
  }
  return { trials: trials.sort(), hits: simulation.hits(), exposed: simulation.exposed() };
}

describe('trials alone', () => {
  it.each(['crash-30', 'dark-sites', 'two-updates', 'collector-down', 'benign-reboots', 'third-party-push'])(
    'are for %s the same as beside reports',
    (name) => {
      const alone = trialsOf(name, 'trials');
      expect(alone).toEqual(trialsOf(name, 'both'));
      expect(alone.trials.length).toBeGreaterThan(100);
    },
  );

  it('are none where nobody asks', () => {
    expect(trialsOf('healthy', 'reports').trials).toEqual([]);
  });
});
