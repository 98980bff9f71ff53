/** The fleet alarm in service: what its devices have in common, when it is over, and which update it is handed over to. */
import type { FleetAlarm } from '#contract/snapshot.ts';
import type { Outage } from '#contract/update.ts';
import { foundOnReturn, type HandOver } from '#domain/board/hand-over.ts';
import { unexplainedDown } from '#domain/board/snapshot.ts';
import type { LogState } from '#domain/holds/log-state.ts';
import type { Bootwatch } from './bootwatch.ts';
import { type AlarmExplanation, explainAlarm, UNEXPLAINED } from './explain-alarm.ts';
import { RULE } from './log-book.ts';

const MINUTE_MS = 60_000;
const DAY_SEC = 24 * 3600;

/** All times in epoch milliseconds of the fleet clock. */
export class AlarmWatch {
  readonly #product: Bootwatch;
  #explanation: AlarmExplanation = UNEXPLAINED;
  #handOvers: readonly HandOver[] = [];

  constructor(product: Bootwatch) {
    this.#product = product;
  }

  /** The alarm that is open; undefined while there is none. */
  open(): FleetAlarm | undefined {
    const { open } = this.#product.detector.alarm;
    return open && { since: open.since * MINUTE_MS, ...this.#explanation };
  }

  /** Alarms, oldest first, the open one last. */
  outages(): Outage[] {
    const { outages } = this.#product.book.state;
    const open = this.open();
    return open ? [...outages, { from: open.since, until: null, regions: this.#regions() }] : [...outages];
  }

  /** Updates that silence was handed over to, as of the last closed minute. */
  handedOver(): LogState['handedOver'] {
    const { handedOver } = this.#product.book.state;
    const known = this.#handOvers.filter(({ update }) => handedOver.has(update));
    return new Map([...handedOver, ...known.map(({ update, ...counts }) => [update, counts] as const)]);
  }

  /** Looks for updates that the devices of the newest alarm turn out to have; for a day. */
  lookForHandOvers(): readonly HandOver[] {
    const { detector, fleet } = this.#product;
    const since = (detector.alarm.last?.since ?? 0) * 60;
    this.#handOvers = fleet.now - since < DAY_SEC ? foundOnReturn(fleet, since) : [];
    return this.#handOvers;
  }

  /**
   * Ends the alarm or, while it is open, finds out what its devices have in common; at the end of a closed minute. The
   * state is settled at once; what is returned asks the store and writes the log.
   */
  settle(asOf: number): () => Promise<void> {
    const { detector, fleet, book, store } = this.#product;
    const before = detector.alarm.open;
    const { down, due } = unexplainedDown(fleet, this.#product.judgements().updates);
    detector.alarm.settle(down, asOf / MINUTE_MS);
    if (!before) return async () => this.#explain(UNEXPLAINED);
    const since = before.since * MINUTE_MS;
    if (!detector.alarm.open) {
      const closed = { kind: 'fleet_alarm_closed' as const, since, until: asOf, regions: this.#regions() };
      return async () => {
        await book.write(RULE, ({ outages }) => (outages.some(({ from }) => from === since) ? undefined : closed));
        this.#explain(UNEXPLAINED);
      };
    }
    const { soon, whole } = explainAlarm(store, fleet, since / 1000);
    if (this.#explanation === UNEXPLAINED) this.#explanation = soon;
    return async () => {
      const isTold = book.entries.some(({ kind, at }) => kind === 'fleet_alarm_opened' && at >= since);
      if (!isTold) await book.write(RULE, () => ({ kind: 'fleet_alarm_opened', down, due }));
      this.#explain(await whole());
    };
  }

  #explain(explanation: AlarmExplanation): void {
    this.#explanation = explanation;
  }

  #regions(): string[] {
    return this.#explanation.common.find(({ label }) => label === 'region')?.values ?? [];
  }
}
