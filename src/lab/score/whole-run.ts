/** A scenario through the fleet's state and detection, without a server and as fast as it goes. */
import type { Labels } from '#contract/labels.ts';
import type { Scenario } from '#contract/scenario.ts';
import { commonLabels, type Labelled } from '#domain/board/common-labels.ts';
import { foundOnReturn } from '#domain/board/hand-over.ts';
import { judgeUpdates } from '#domain/board/judge.ts';
import { type Sampled, sampleSilent } from '#domain/board/silent-sample.ts';
import { unexplainedDown } from '#domain/board/snapshot.ts';
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
import { circumstancesOf, takeClosedBlocks } from '#domain/fleet/trials.ts';
import { simulate } from '#simulator/simulate.ts';
import { TrialComparer, type TrialComparison } from './compare-trials.ts';
import { NOBODY, type Reach, type Run, reachOf } from './run.ts';

export interface WholeRun extends Run {
  readonly alarmAt: number | null;
  readonly trials: TrialComparison;
  /** Fleet minute at whose end 50 devices were silent; null = never. */
  readonly fiftySilentAt: number | null;
  /** Silent when the alarm was raised, and others, with what they have in common. */
  readonly alarmed: ReturnType<typeof commonLabels> | null;
}

/** Runs the scenario to its end; nobody pauses anything. */
export function runWhole(scenario: Scenario, options: { devices: number; seed: number }): WholeRun {
  const simulation = simulate(scenario, { ...options, listenTo: 'both' });
  const startSec = simulation.startAt / 1000;
  const rings = scenario.fleet.rings.map(({ ring }) => ring);
  const fleet = new FleetState(rings, startSec);
  const past = new HistoryBook();
  for (const line of simulation.inventory()) applyInventory(fleet, hash64(line.device), line, startSec);
  for (const { id, facts } of simulation.updates()) setUpdateFacts(fleet, id, facts);
  for (const line of simulation.history()) enterHistory(past, line, fleet.dictionaries);
  const detector = new Detector(past);
  const comparer = new TrialComparer(simulation, fleet);
  const blocks: ClosedBlock[] = [];
  const recommendedAt: (number | null)[] = scenario.updates.map(() => null);
  const handedOver = new Set<string>();
  const reach: Reach[] = [];
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
    // The simulator's clock of suspended trials is the gate's; before its verdicts of this minute they need it.
    watchIngest(fleet);
    comparer.take(simulation.concluded());
    for (const { region } of scenario.fleet.regions) {
      const code = fleet.dictionaries.region.find(region);
      simulation.impair(region, fleet.suspensions.isOpen(code), fleet.now * 1000);
    }
    const circumstances = circumstancesOf(fleet);
    for (const block of takeClosedBlocks(fleet)) {
      blocks.push(block);
      detector.take(block, circumstances);
    }
    if (totals(fleet).conditions.silent >= 50) fiftySilentAt ??= minute;
    const { open } = detector.alarm;
    if (open && alarmAt === null) {
      alarmAt = minute;
      alarmed = whatIsCommon(fleet, open.since * 60, labels);
    }
    reach.push(reachOf(simulation));
    const { last } = detector.alarm;
    if (last) for (const { update } of foundOnReturn(fleet, last.since * 60)) handedOver.add(update);
    const { updates } = judgeUpdates(fleet, detector, handedOver);
    detector.alarm.settle(unexplainedDown(fleet, updates).down, startSec / 60 + minute);
    for (const { update, judgement } of updates) {
      const index = scenario.updates.findIndex(({ id }) => id === update.id);
      if (judgement === 'failing' && index !== -1) recommendedAt[index] ??= minute;
    }
  }
  return {
    recommendedAt,
    culprit: judgeUpdates(fleet, detector).culprits[0] ?? NOBODY,
    alarmAt,
    fiftySilentAt,
    alarmed,
    reach,
    blocks,
    updateNumbers: scenario.updates.map(({ id }) => fleet.updates.find(id)?.number ?? -1),
    firstMinute: startSec / 60,
    trials: comparer.result(),
  };
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
