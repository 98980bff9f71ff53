/** Which devices have something to do in which minute, so that nobody has to ask all of them. */
export class Agenda {
  readonly #minutes: number[][];

  constructor(minutes: number) {
    this.#minutes = Array.from({ length: minutes }, () => []);
  }

  /** The device is to be looked at in this minute; beyond the last one it never is. */
  add(device: number, minute: number): void {
    this.#minutes[minute]?.push(device);
  }

  /** The devices of a minute, each once and in their order. */
  take(minute: number): Iterable<number> {
    const devices = this.#minutes[minute] ?? [];
    this.#minutes[minute] = [];
    return new Set(devices.sort((a, b) => a - b));
  }
}
