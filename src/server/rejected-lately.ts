/** What of the reports of the last minutes was not taken, for people: those who send it may never look at the answer. */

const MINUTE_MS = 60_000;
const MINUTES = 10;
/** Fewer than this, or than one of so many that came, are nobody's trouble but the sender's. */
const FEWEST = 10;
const ONE_OF = 100;

export type RejectedFor = 'time' | 'shape' | 'unwritable';

const SAID = {
  time: 'for their time (is a clock off?)',
  shape: 'for their form',
  unwritable: 'because the store cannot keep them',
} as const satisfies Record<RejectedFor, string>;

interface Counted {
  taken: number;
  readonly rejected: Record<RejectedFor, number>;
}

const nothing = (): Counted => ({ taken: 0, rejected: { time: 0, shape: 0, unwritable: 0 } });

export class RejectedLately {
  readonly #wallNow: () => number;
  /** By minute of the machine's clock, the last ones only. */
  readonly #minutes = new Map<number, Counted>();

  constructor(wallNow: () => number) {
    this.#wallNow = wallNow;
  }

  took(count: number): void {
    this.#current().taken += count;
  }

  rejected(reason: RejectedFor): void {
    this.#current().rejected[reason]++;
  }

  /** One sentence, where that is more than somebody's slip. */
  say(): string | undefined {
    this.#forgetOld();
    const sum = nothing();
    for (const { taken, rejected } of this.#minutes.values()) {
      sum.taken += taken;
      for (const reason of Object.keys(rejected) as RejectedFor[]) sum.rejected[reason] += rejected[reason];
    }
    const reasons = (Object.entries(sum.rejected) as [RejectedFor, number][])
      .filter(([, count]) => count > 0)
      .toSorted(([, a], [, b]) => b - a);
    const lost = reasons.reduce((all, [, count]) => all + count, 0);
    const came = sum.taken + lost;
    if (lost < FEWEST || lost * ONE_OF < came) return undefined;
    const why = reasons.map(([reason, count]) => `${count} ${SAID[reason]}`).join(', ');
    return `${lost} of the ${came} reports of the last ${MINUTES} min were not taken: ${why}. Their senders were told which and why; their devices may be missing here.`;
  }

  #current(): Counted {
    const minute = Math.floor(this.#wallNow() / MINUTE_MS);
    let counted = this.#minutes.get(minute);
    if (!counted) {
      this.#forgetOld();
      counted = nothing();
      this.#minutes.set(minute, counted);
    }
    return counted;
  }

  #forgetOld(): void {
    const now = Math.floor(this.#wallNow() / MINUTE_MS);
    for (const minute of this.#minutes.keys()) {
      // Also what a clock that was set back since had called later.
      if (minute <= now - MINUTES || minute > now) this.#minutes.delete(minute);
    }
  }
}
