/** How far a drill may have come: never ahead of the wall, behind it as the server needs. */
import type { Wall } from './drill-patience.ts';

const SHORTEST_STEP_MS = 5_000;
const LEAST_WALL_MS = 100;
const MOST_ARREARS_MS = 1_000;

export class Pace {
  readonly #speed: number;
  readonly #wall: Wall;
  readonly #stepMs: number;
  readonly #startAt: number;
  #originMs: number;

  /** `startAt` in fleet time, epoch milliseconds; `speed` in fleet seconds a second. */
  constructor(startAt: number, speed: number, wall: Wall) {
    this.#startAt = startAt;
    this.#speed = speed;
    this.#wall = wall;
    this.#originMs = wall.now();
    const steps = Math.ceil((LEAST_WALL_MS * speed) / SHORTEST_STEP_MS);
    this.#stepMs = SHORTEST_STEP_MS * Math.max(1, steps);
  }

  /**
   * Waits until the next step after fleet time `from` is due, and answers up to where reports may be sent now, in whole
   * steps and at most `end`. A drill that has fallen behind by more than a second does not race to catch up.
   */
  async next(from: number, end: number): Promise<number> {
    const step = Math.min(from + this.#stepMs, end);
    for (let ahead = step - this.#due(); ahead > 0 && !this.#wall.signal.aborted; ahead = step - this.#due()) {
      await this.#wall.wait(Math.max(1, Math.ceil(ahead / this.#speed)));
    }
    const arrearsMs = (this.#due() - step) / this.#speed;
    if (arrearsMs > MOST_ARREARS_MS) this.#originMs += arrearsMs - MOST_ARREARS_MS;
    const steps = Math.max(1, Math.floor((this.#due() - from) / this.#stepMs));
    return Math.min(end, from + steps * this.#stepMs);
  }

  #due(): number {
    return this.#startAt + (this.#wall.now() - this.#originMs) * this.#speed;
  }
}
