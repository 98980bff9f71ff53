/** Scenarios through fleet state and detection: who is blamed, who is not, and what is said of silence. */
import { describe, expect, it } from 'vitest';
import { scenarioNamed } from '#simulator/scenarios.ts';
import { runWhole } from './whole-run.ts';

const run = (name: string, devices = 6_105) => runWhole(scenarioNamed(name), { devices, seed: 1 });
const CONTENT = 'crowdstrike/falcon-content@291';

describe('detection on whole scenarios', () => {
  it('finds the staged fault of 19 July inside the canary, and clears the updates beside it', () => {
    const { recommendations, culprit } = run('july-19-staged');
    expect(recommendations.map(({ update }) => update)).toEqual([CONTENT]);
    expect(recommendations[0].exposed).toBeLessThanOrEqual(50);
    expect(culprit).toEqual({ verdict: 'culprit', who: [CONTENT] });
  });

  it('names the guilty one of two updates', () => {
    const { recommendations, culprit } = run('two-updates');
    expect(culprit).toEqual({ verdict: 'culprit', who: ['acme/agent@7.2.0'] });
    expect(recommendations.map(({ update }) => update)).toEqual(['acme/agent@7.2.0']);
  });

  it.each(['region-outage', 'collector-down'])('blames no update for %s, and says that devices went silent', (name) => {
    const { recommendations, alarmAt } = run(name);
    expect(recommendations).toEqual([]);
    expect(alarmAt).not.toBeNull();
  });

  it('blames no update for a night', () => {
    expect(run('night').recommendations).toEqual([]);
  });

  it('raises the alarm on 19 July although nobody reported an install, naming Windows and the agent', () => {
    const { alarmAt, fiftySilentAt, alarmed } = run('july-19-unreported');
    expect(alarmAt).not.toBeNull();
    expect((alarmAt ?? 0) - (fiftySilentAt ?? 0)).toBeLessThanOrEqual(5);
    expect(alarmed?.common).toContainEqual(expect.objectContaining({ label: 'os', values: ['windows'] }));
    expect(alarmed?.common).toContainEqual(expect.objectContaining({ label: 'agent', values: ['7.11', '7.15'] }));
    expect(alarmed?.spared).toContainEqual(expect.objectContaining({ label: 'os', values: ['linux'] }));
  });

  it('is calm on a healthy day', () => {
    const { recommendations, culprit, alarmAt } = run('healthy', 2_000);
    expect([recommendations, culprit.verdict, alarmAt]).toEqual([[], 'none', null]);
  });
});
