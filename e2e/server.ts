/** A real server on a data folder of its own, that can be stopped, killed and started again. */
import { setTimeout as wait } from 'node:timers/promises';
import { BUILT_APP } from './package-folder.ts';
import type { Program, Programs } from './programs.ts';

const READY_WITHIN_MS = 60_000;
const ASK_AGAIN_MS = 50;

export class Server {
  readonly #programs: Programs;
  readonly #folder: string;
  readonly #port: number;
  #program: Program | undefined;

  private constructor(programs: Programs, folder: string, port: number) {
    this.#programs = programs;
    this.#folder = folder;
    this.#port = port;
  }

  /** A server that is ready, on a fresh folder. */
  static async started(programs: Programs): Promise<Server> {
    const server = new Server(programs, programs.folder(), await programs.port());
    await server.start();
    return server;
  }

  /** Without a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts on the same folder and port as ever; resolves when it is ready. */
  async start(): Promise<void> {
    const settings = ['--port', String(this.#port), '--data', this.#folder, '--app', BUILT_APP];
    // Without its supervisor: a server that a test kills has to stay dead until the test starts it again.
    this.#program = this.#programs.run('server', ['src/serve-alone.ts', ...settings]);
    await this.#ready(this.#program);
  }

  /** As a service manager stops it. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** As a power cut ends it. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#program?.process.kill(signal);
    await this.#program?.ended;
  }

  async #ready({ process: child, said }: Program): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (performance.now() < deadline && child.exitCode === null) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await wait(ASK_AGAIN_MS);
    }
    throw new Error(`The server did not become ready. It said:\n${said.join('')}`);
  }
}
