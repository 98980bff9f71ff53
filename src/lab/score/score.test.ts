import { describe, expect, it } from 'vitest';
import { scenarioNamed } from '#simulator/scenarios.ts';
import { type ScoreOptions, score } from './score.ts';
import { needsWhole, runTrials } from './trial-run.ts';
import { runWhole } from './whole-run.ts';

const FEW: ScoreOptions = { level: 'trials', devices: 3_000, runs: 2, seed: 1 };

describe('a score', () => {
  it('has minutes and devices where the guilty one is found, beside other methods', () => {
    const found = score(scenarioNamed('crash-all'), FEW, runTrials);
    expect(found).toMatchObject({ runs: 2, wrongPer1000: 0, foundPercent: 100, fleetAlarms: null, trials: null });
    expect(found.exposed).toBeGreaterThan(5);
    expect(found.exposed).toBeLessThanOrEqual(50);
    expect(found.hit).toBeLessThanOrEqual(found.exposed ?? 0);
    expect(found.others['Fisher p < 0.001']).toMatchObject({ foundPercent: 100 });
  });

  it('finds nothing where nothing is guilty', () => {
    const calm = score(scenarioNamed('ideal'), FEW, runTrials);
    expect([calm.wrongPer1000, calm.foundPercent, calm.exposed]).toEqual([0, null, null]);
    expect(calm.culprit).toEqual({ none: 2 });
  });

  it('counts a run in which an innocent update was stopped as wrong', () => {
    const crashes = scenarioNamed('crash-all');
    const framed = { ...crashes, truth: { guilty: [], innocent: crashes.truth.guilty, notes: '' } };
    expect(score(framed, FEW, runTrials).wrongPer1000).toBe(1_000);
  });
});

describe('levels', () => {
  it('come to the same verdict in the same minute', () => {
    const options = { devices: 2_000, seed: 4 };
    const [alone, whole] = [runTrials, runWhole].map((run) => run(scenarioNamed('crash-30'), options));
    expect(alone.recommendedAt[0]).not.toBeNull();
    expect(alone.recommendedAt).toEqual(whole.recommendedAt);
    expect(alone.culprit).toEqual(whole.culprit);
    expect(alone.reach.at(-1)).toEqual(whole.reach.at(-1));
  });

  it('are whole only, where controls are heartbeats', () => {
    expect(needsWhole(scenarioNamed('july-19-staged'))).toContain('heartbeats');
    expect(needsWhole(scenarioNamed('crash-30'))).toBeUndefined();
  });
});
