/** A scenario's trials straight to detection: no reports, no fleet state, so that it can be run many times. */
import type { Scenario } from '#contract/scenario.ts';
import { Detector } from '#domain/detection/detector.ts';
import { HistoryBook } from '#domain/detection/history-book.ts';
import { type ClosedBlock, type Leaf, TRIAL_KINDS } from '#domain/detection/trial-row.ts';
import { createDictionaries } from '#domain/fleet/dictionaries.ts';
import { enterHistory } from '#domain/fleet/enter-history.ts';
import { type Booking, TrialBlocks } from '#domain/fleet/trial-blocks.ts';
import { type Simulation, simulate } from '#simulator/simulate.ts';
import type { SimulatedTrial } from '#simulator/trials/trial-list.ts';
import { NOBODY, type Reach, type Run, reachOf } from './run.ts';

/** Why a scenario cannot be scored on its trials alone; undefined when it can. */
export function needsWhole({ updates }: Scenario): string | undefined {
  const live = updates.find(({ facts }) => facts.activation !== 'reboot');
  return live && `${live.id} becomes active without a restart, and its controls are heartbeats`;
}

/** Runs the scenario to its end; nobody pauses anything. */
export function runTrials(scenario: Scenario, options: { devices: number; seed: number }): Run {
  const simulation = simulate(scenario, { ...options, listenTo: 'trials' });
  const places = placesOf(simulation);
  const detector = new Detector(places.past);
  const blocks = new TrialBlocks();
  const closed: ClosedBlock[] = [];
  const recommendedAt: (number | null)[] = scenario.updates.map(() => null);
  const reach: Reach[] = [];
  for (let minute = 0; minute < simulation.minutes; minute++) {
    simulation.step(minute, () => 'go');
    for (const trial of simulation.concluded()) book(blocks, trial, places);
    for (const block of blocks.takeClosed(simulation.startAt / 1000 + (minute + 1) * 60)) {
      closed.push(block);
      detector.take(block, { places: () => places.leaves, impaired: new Set() });
    }
    reach.push(reachOf(simulation));
    for (const { update } of detector.recommended()) recommendedAt[update] ??= minute;
  }
  const [culprit] = detector.attribution();
  return {
    recommendedAt,
    culprit: culprit
      ? { verdict: culprit.verdict, who: culprit.who.map((update) => scenario.updates[update].id) }
      : NOBODY,
    alarmAt: undefined,
    reach,
    blocks: closed,
    updateNumbers: [...scenario.updates.keys()],
    firstMinute: simulation.startAt / 60_000,
    trials: undefined,
  };
}

interface Places {
  /** By device. */
  readonly leaves: readonly Omit<Leaf, 'kind'>[];
  readonly sites: readonly number[];
  readonly past: HistoryBook;
}

/** Labels as codes, as the product gives them out. */
function placesOf(simulation: Simulation): Places {
  const codes = createDictionaries(simulation.scenario.fleet.rings.map(({ ring }) => ring));
  const leaves: Omit<Leaf, 'kind'>[] = [];
  const sites: number[] = [];
  for (const { labels } of simulation.inventory()) {
    const { ring, sector, build, region, class: cls, site } = labels ?? {};
    leaves.push({
      ring: ring === undefined ? 0 : codes.ring.code(ring),
      sector: sector === undefined ? 0 : codes.sector.code(sector),
      build: build === undefined ? 0 : codes.build.code(build),
      region: region === undefined ? 0 : codes.region.code(region),
      class: cls === undefined ? 0 : codes.class.code(cls),
    });
    sites.push(site === undefined ? 0 : codes.site.code(site));
  }
  const past = new HistoryBook();
  for (const line of simulation.history()) enterHistory(past, line, codes);
  return { leaves, sites, past };
}

function book(blocks: TrialBlocks, trial: SimulatedTrial, { leaves, sites }: Places): void {
  const { device, kind, due, updates } = trial;
  const leaf = { ...leaves[device], kind: TRIAL_KINDS.indexOf(kind) };
  const add = (booking: Booking) => blocks.book(Math.floor(due / 60), leaf, updates, booking, sites[device]);
  add('begun');
  const failure = failureOf(trial);
  if (failure) add(failure);
}

function failureOf({ verdict, siteDark }: SimulatedTrial): Booking | undefined {
  if (verdict === 'pass') return undefined;
  if (verdict === 'loop') return 'failed loop';
  return siteDark ? 'failed, site dark' : 'failed dark';
}
