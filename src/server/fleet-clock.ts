/** The one clock everything follows. In service it is the system clock; in a drill the drill drives it. */

/** In a drill the clock never runs further than this ahead of what the drill has sent. */
const MAX_LEAD_MS = 5_000;
/** A drill that has not moved the clock for this long has stalled. */
const STALL_AFTER_MS = 10_000;

export type FleetMode = 'undecided' | 'real' | 'drill';

export class FleetClock {
  #mode: FleetMode = 'undecided';
  #acknowledged = 0;
  #acknowledgedWall = 0;
  #speed = 1;
  readonly #wallNow: () => number;

  /** `wallNow`: epoch milliseconds of the machine. */
  constructor(wallNow: () => number) {
    this.#wallNow = wallNow;
  }

  get mode(): FleetMode {
    return this.#mode;
  }
  get speed(): number {
    return this.#speed;
  }

  /** From now on the system clock is the fleet's. */
  startReal(): void {
    this.#mode = 'real';
  }

  /** The drill has sent everything up to `time`, and runs at `speed` fleet seconds a second. Never goes back. */
  driveTo(time: number, speed: number): void {
    this.#mode = 'drill';
    this.#speed = speed;
    if (time <= this.#acknowledged) return;
    this.#acknowledged = time;
    this.#acknowledgedWall = this.#wallNow();
  }

  /** Fleet time now, epoch milliseconds: for stamping what people do and for showing. */
  now(): number {
    const wall = this.#wallNow();
    if (this.#mode !== 'drill') return wall;
    const lead = Math.min(MAX_LEAD_MS, Math.max(0, wall - this.#acknowledgedWall) * this.#speed);
    return Math.floor(this.#acknowledged + lead);
  }

  /** Fleet time up to which everything is known to be sent: what silence and minutes are judged by. */
  settledNow(): number {
    return this.#mode === 'drill' ? this.#acknowledged : this.#wallNow();
  }

  get stalled(): boolean {
    return this.#mode === 'drill' && this.#wallNow() - this.#acknowledgedWall > STALL_AFTER_MS;
  }
}
