/** Scenarios through fleet state and detection: who is blamed, who is not, and what is said of silence. */
import { describe, expect, it } from 'vitest';
import { scenarioNamed } from '#simulator/scenarios.ts';
import { runWhole, type WholeRun } from './whole-run.ts';

const DEVICES = 1_000;
const runs = new Map<string, WholeRun>();

/** One run a scenario, whatever is looked at in it. */
function run(name: string): WholeRun {
  const made = runs.get(name) ?? runWhole(scenarioNamed(name), { devices: DEVICES, seed: 1 });
  runs.set(name, made);
  return made;
}

/** Updates of a scenario whose pause was recommended. */
const named = (name: string, recommendedAt: readonly (number | null)[]) =>
  scenarioNamed(name).updates.flatMap(({ id }, index) => (recommendedAt[index] === null ? [] : [id]));
const CONTENT = 'crowdstrike/falcon-content@291';

describe('detection on whole scenarios', () => {
  it('finds the staged fault of 19 July inside the canary, and clears the updates beside it', () => {
    const { recommendedAt, reach, culprit } = run('july-19-staged');
    expect(named('july-19-staged', recommendedAt)).toEqual([CONTENT]);
    const found = recommendedAt.findIndex((minute) => minute !== null);
    expect(reach[recommendedAt[found] ?? 0].exposed[found]).toBeLessThanOrEqual(50);
    expect(culprit).toEqual({ verdict: 'culprit', who: [CONTENT] });
  });

  it('names the guilty one of two updates', () => {
    const { recommendedAt, culprit } = run('two-updates');
    expect(culprit).toEqual({ verdict: 'culprit', who: ['acme/agent@7.2.0'] });
    expect(named('two-updates', recommendedAt)).toEqual(['acme/agent@7.2.0']);
  });

  it.each(['region-outage', 'collector-down'])('blames no update for %s, and says that devices went silent', (name) => {
    const { recommendedAt, alarmAt } = run(name);
    expect(named(name, recommendedAt)).toEqual([]);
    expect(alarmAt).not.toBeNull();
  });

  it.each(['night', 'seldom-heard'])('blames no update for %s', (name) => {
    expect(named(name, run(name).recommendedAt)).toEqual([]);
  });

  it('finds a crash in a fleet that is heard once an hour, once two heartbeats are missing', () => {
    const { recommendedAt } = run('seldom-heard-crash');
    expect(recommendedAt[0]).toBeGreaterThan(70 + 120);
    expect(recommendedAt[0]).toBeLessThan(70 + 180);
  });

  it('raises the alarm on 19 July although nobody reported an install, naming Windows and the agent', () => {
    const { alarmAt, fiftySilentAt, alarmed, recommendedAt } = run('july-19-unreported');
    expect(alarmAt).not.toBeNull();
    expect((alarmAt ?? 0) - (fiftySilentAt ?? 0)).toBeLessThanOrEqual(5);
    expect(alarmed?.common).toContainEqual(expect.objectContaining({ label: 'os', values: ['windows'] }));
    expect(alarmed?.common).toContainEqual(expect.objectContaining({ label: 'agent', values: ['7.11', '7.15'] }));
    expect(alarmed?.spared).toContainEqual(expect.objectContaining({ label: 'os', values: ['linux'] }));
    // Handed over to the update once devices that came back list it, long after the alarm.
    expect(named('july-19-unreported', recommendedAt)).toEqual([CONTENT]);
    expect(recommendedAt.find((minute) => minute !== null)).toBeGreaterThan(60 + (alarmAt ?? 0));
  });

  it('is calm on a healthy day', () => {
    const { recommendedAt, culprit, alarmAt } = run('healthy');
    expect([named('healthy', recommendedAt), culprit.verdict, alarmAt]).toEqual([[], 'none', null]);
  });

  it.each(['july-19-staged', 'two-updates', 'healthy', 'region-outage', 'benign-reboots', 'seldom-heard'])(
    'opens for %s the very trials the simulator lists',
    (name) => {
      const { same, onlySimulated, onlyOpened } = run(name).trials;
      expect([[...onlySimulated], [...onlyOpened]]).toEqual([[], []]);
      expect(same).toBeGreaterThan(1_000);
    },
  );
});
