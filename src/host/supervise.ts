/** Keeps a server process running: one that ends unasked, or gives no sign of life, is replaced by another. */

/** The supervisor looks this often; a healthy server beats about as often. */
const LOOK_MS = 500;
/**
 * Looks without a beat after which a server hangs that does nothing meanwhile: 4 s. Counted in looks, not by a clock,
 * so that a machine that was asleep, or a supervisor that did not get to run, is not held against the server.
 */
const IDLE_LOOKS = 8;
/** Without a beat while it works or starts: some steps of a large fleet are one long turn of the event loop. 60 s. */
const BUSY_LOOKS = 120;
/** Share of a core from which on its main thread works. One that waits for its engine uses next to nothing. */
const WORKS_FROM = 0.3;
/** A server that is told to stop saves its state first. 60 s. */
const STOP_WITHIN_LOOKS = 120;
/** One that was ready this long did not die at its start. */
const STOOD_MS = 10_000;
/** Deaths at the start, one after another, after which nothing is tried any more. */
const QUICK_DEATHS = 5;
/** Rest before the next start, twice as long after each death at the start, half of it left to chance. */
const FIRST_REST_MS = 250;

/** A start that failed in a way another start will not mend ends with this code, having said why (EX_CONFIG). */
export const WILL_NOT_MEND = 78;
const START_FAILED = 1;

/** What a server says to its supervisor. */
export type Sign = 'beat' | 'ready';

/** Why a server was replaced. */
export type DeathReason = 'hung' | 'signal' | 'exit';
/** How often a server was replaced, by reason. */
export type Restarts = Record<DeathReason, number>;

/** Without code and signal it never ran, and `error` says why. */
export interface End {
  readonly code: number | null;
  readonly signal: string | null;
  readonly error?: string;
}

/** A server process as its supervisor sees it. */
export interface Child {
  readonly onSign: (told: (sign: Sign) => void) => void;
  /** Told once, also when it could not be started at all. */
  readonly onEnd: (told: (end: End) => void) => void;
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL') => void;
  /** Processor time its main thread has used, in milliseconds; undefined where the system does not tell. */
  readonly workedMs: () => number | undefined;
}

export interface Supervision {
  /** Starts a server; it is given how often one was replaced so far. */
  readonly start: (restarts: Restarts) => Child;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
  /** Told of every replacement in one sentence. */
  readonly say: (sentence: string) => void;
  /** Told when a server is ready for the first time. */
  readonly onReady: () => void;
}

interface Death {
  readonly why: string;
  readonly at: number;
}

export class Supervisor {
  readonly #world: Supervision;
  readonly #over = Promise.withResolvers<number>();
  readonly #restarts: Restarts = { hung: 0, signal: 0, exit: 0 };
  readonly #looking: NodeJS.Timeout;
  #child: Child | undefined;
  #resting: NodeJS.Timeout | undefined;
  #looksSinceSign = 0;
  /** Of those, in which its main thread did next to nothing. */
  #idleLooks = 0;
  #workedMs = 0;
  #readyAt: number | undefined;
  #everReady = false;
  /** The death of the one before, until the next is ready. */
  #death: Death | undefined;
  #quickDeaths = 0;
  #hung = false;
  #stopping = false;
  #stoppedInTime = true;

  /** Starts the first server. */
  constructor(world: Supervision) {
    this.#world = world;
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
    this.#start();
  }

  /** Resolves when all is over, with the exit code for the whole: 0 after an orderly stop, else 1. */
  get over(): Promise<number> {
    return this.#over.promise;
  }

  /** Stops the server in good order; asked a second time, at once. */
  stop(): void {
    if (this.#stopping) {
      this.#killNow();
      return;
    }
    this.#stopping = true;
    this.#heardFrom();
    clearTimeout(this.#resting);
    if (this.#child) this.#child.kill('SIGTERM');
    else this.#end(0);
  }

  #start(): void {
    this.#heardFrom();
    this.#workedMs = 0;
    this.#readyAt = undefined;
    this.#hung = false;
    const child = this.#world.start({ ...this.#restarts });
    this.#child = child;
    child.onSign((sign) => this.#heard(sign));
    child.onEnd((end) => this.#ended(end));
  }

  #heard(sign: Sign): void {
    if (this.#stopping || this.#hung) return;
    this.#heardFrom();
    if (sign !== 'ready') return;
    const { now, say, onReady } = this.#world;
    this.#readyAt = now();
    if (!this.#everReady) onReady();
    this.#everReady = true;
    if (this.#death === undefined) return;
    const seconds = ((this.#readyAt - this.#death.at) / 1000).toFixed(1);
    const count = Object.values(this.#restarts).reduce((sum, n) => sum + n, 0);
    say(`The server ${this.#death.why}; a new one is ready after ${seconds} s (restart ${count}).`);
    this.#death = undefined;
  }

  #heardFrom(): void {
    this.#looksSinceSign = 0;
    this.#idleLooks = 0;
  }

  #look(): void {
    if (!this.#child) return;
    this.#looksSinceSign++;
    if (!this.#works(this.#child)) this.#idleLooks++;
    if (this.#stopping) {
      if (this.#looksSinceSign > STOP_WITHIN_LOOKS) this.#killNow();
      return;
    }
    const hangs = this.#readyAt !== undefined && this.#idleLooks >= IDLE_LOOKS;
    if (this.#hung || !(hangs || this.#looksSinceSign >= BUSY_LOOKS)) return;
    this.#hung = true;
    this.#child.kill('SIGKILL');
  }

  /** Whether it has worked since the last look. Where that is not known it has: a healthy one must not be killed. */
  #works(child: Child): boolean {
    const before = this.#workedMs;
    const now = child.workedMs();
    this.#workedMs = now ?? 0;
    return now === undefined || now - before >= WORKS_FROM * LOOK_MS;
  }

  #killNow(): void {
    this.#stoppedInTime = false;
    this.#child?.kill('SIGKILL');
  }

  #ended(end: End): void {
    this.#child = undefined;
    const { say } = this.#world;
    if (this.#stopping) {
      if (!this.#stoppedInTime) say('The server was killed while stopping; nothing acknowledged is lost.');
      this.#end(this.#stoppedInTime ? 0 : 1);
    } else if (end.code === WILL_NOT_MEND || (end.code === START_FAILED && !this.#everReady)) {
      // It has said why itself.
      this.#end(1);
    } else {
      this.#startAnew(end);
    }
  }

  #startAnew(end: End): void {
    const { now, random, say } = this.#world;
    const [reason, why] = this.#causeOf(end);
    const stood = this.#readyAt !== undefined && now() - this.#readyAt >= STOOD_MS;
    this.#quickDeaths = stood ? 0 : this.#quickDeaths + 1;
    // There is nothing wrong with the server: the machine has no room for one, which may pass.
    if (end.error !== undefined && this.#everReady) this.#quickDeaths = Math.min(this.#quickDeaths, QUICK_DEATHS - 1);
    if (this.#quickDeaths === QUICK_DEATHS) {
      say(`The server ${why}; it died ${QUICK_DEATHS} times in a row at its start, so it is not started any more.`);
      this.#end(1);
      return;
    }
    this.#restarts[reason]++;
    this.#death = { why, at: now() };
    const rest = FIRST_REST_MS * 2 ** Math.max(0, this.#quickDeaths - 1);
    this.#resting = setTimeout(() => this.#start(), rest * (0.5 + random() / 2));
  }

  #causeOf({ code, signal, error }: End): [DeathReason, string] {
    if (this.#hung)
      return ['hung', `gave no sign of life for ${(this.#looksSinceSign * LOOK_MS) / 1000} s and was killed`];
    if (signal !== null) return ['signal', `was ended by ${signal}`];
    return ['exit', error === undefined ? `ended by itself with code ${code}` : `could not be started (${error})`];
  }

  #end(code: number): void {
    clearInterval(this.#looking);
    this.#over.resolve(code);
  }
}
