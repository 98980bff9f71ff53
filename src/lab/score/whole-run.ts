/** A scenario through the fleet's state and detection, without a server and as fast as it goes. */
import type { Labels } from '#contract/labels.ts';
import type { Scenario } from '#contract/scenario.ts';
import { commonLabels, type Labelled } from '#domain/board/common-labels.ts';
import { judgeUpdates } from '#domain/board/judge.ts';
import { type Sampled, sampleSilent } from '#domain/board/silent-sample.ts';
import { Detector } from '#domain/detection/detector.ts';
import { HistoryBook } from '#domain/detection/history-book.ts';
import type { ClosedBlock } from '#domain/detection/trial-row.ts';
import { applyReport } from '#domain/fleet/apply-report.ts';
import { enterHistory } from '#domain/fleet/enter-history.ts';
import { advance, setUpdateFacts } from '#domain/fleet/fleet.ts';
import { FleetState } from '#domain/fleet/fleet-state.ts';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import { watchIngest } from '#domain/fleet/ingest-gate.ts';
import { applyInventory } from '#domain/fleet/label-device.ts';
import { totals } from '#domain/fleet/read.ts';
import { placesOf, takeClosedBlocks } from '#domain/fleet/trials.ts';
import { simulate } from '#simulator/simulate.ts';

export interface Recommendation {
  readonly update: string;
  /** Fleet minutes after the update's first install. */
  readonly afterMinutes: number;
  /** Devices that had it then, and devices the scenario's faults had hit by then. */
  readonly exposed: number;
  readonly hit: number;
}

export interface WholeRun {
  readonly recommendations: readonly Recommendation[];
  readonly culprit: { readonly verdict: string; readonly who: readonly string[] };
  /** Fleet minutes at which 50 devices were silent, and at which the fleet alarm was raised; null = never. */
  readonly fiftySilentAt: number | null;
  readonly alarmAt: number | null;
  /** Silent when the alarm was raised, and others, with what they have in common. */
  readonly alarmed: ReturnType<typeof commonLabels> | null;
  readonly blocks: readonly ClosedBlock[];
  readonly fleet: FleetState;
  readonly detector: Detector;
}

/** Runs the scenario to its end; nobody pauses anything. */
export function runWhole(scenario: Scenario, options: { devices: number; seed: number }): WholeRun {
  const simulation = simulate(scenario, options);
  const startSec = simulation.startAt / 1000;
  const rings = scenario.fleet.rings.map(({ ring }) => ring);
  const fleet = new FleetState(rings, startSec);
  const past = new HistoryBook();
  for (const line of simulation.inventory()) applyInventory(fleet, hash64(line.device), line, startSec);
  for (const { id, facts } of simulation.updates()) setUpdateFacts(fleet, id, facts);
  for (const line of simulation.history()) enterHistory(past, line, fleet.dictionaries);
  const detector = new Detector(past);
  const blocks: ClosedBlock[] = [];
  const recommendations = new Map<string, Recommendation>();
  const labels = new Map(
    Array.from(simulation.inventory(), (line) => [hashText(hash64(line.device)), line.labels ?? {}]),
  );
  let fiftySilentAt: number | null = null;
  let alarmAt: number | null = null;
  let alarmed: WholeRun['alarmed'] = null;
  for (let minute = 0; minute < simulation.minutes; minute++) {
    for (const report of simulation.step(minute, () => 'go')) {
      applyReport(fleet, { device: hash64(report.device), at: Math.floor(report.at / 1000), report });
    }
    advance(fleet, startSec + (minute + 1) * 60);
    watchIngest(fleet);
    const circumstances = { places: () => placesOf(fleet), impaired: fleet.suspensions.open };
    for (const block of takeClosedBlocks(fleet)) {
      blocks.push(block);
      detector.take(block, circumstances);
    }
    if (totals(fleet).conditions.silent >= 50) fiftySilentAt ??= minute + 1;
    const { open } = detector.alarm;
    if (open && alarmAt === null) {
      alarmAt = minute + 1;
      alarmed = whatIsCommon(fleet, open.since * 60, labels);
    }
    for (const { update, judgement, counts } of judgeUpdates(fleet, detector).updates) {
      if (judgement !== 'failing' || recommendations.has(update.id)) continue;
      recommendations.set(update.id, {
        update: update.id,
        afterMinutes: Math.round((fleet.now - update.firstSeenAt) / 60),
        exposed: counts.pending + counts.checked + counts.censored,
        hit: simulation.hits().length,
      });
    }
  }
  const { culprit } = judgeUpdates(fleet, detector);
  const found = [...recommendations.values()];
  return { recommendations: found, culprit, fiftySilentAt, alarmAt, alarmed, blocks, fleet, detector };
}

function whatIsCommon(fleet: FleetState, since: number, labels: ReadonlyMap<string, Labels>) {
  const { silent, others } = sampleSilent(fleet, since);
  const labelled = (sampled: Sampled): Labelled => {
    const known = Object.entries(labels.get(sampled.hash) ?? {});
    return {
      ...Object.fromEntries(known.map(([label, value]) => [label, value === undefined ? [] : [value]])),
      ...sampled.labels,
    };
  };
  return commonLabels(silent.map(labelled), others.map(labelled));
}
