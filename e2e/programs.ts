/** The processes and folders of one test; all gone when it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#host/address.ts';
import { DEFAULT_HOST } from '#host/options.ts';
import { SERVER_ENV } from '#host/start-child.ts';
import { PACKAGE_FOLDER } from './package-folder.ts';

const FIRST_PORT = 21_000;
const PORTS_PER_WORKER = 200;

/** A running program, and what it has said so far. */
export interface Program {
  readonly name: string;
  readonly process: ChildProcess;
  readonly said: string[];
  readonly ended: Promise<void>;
}

export class Programs {
  readonly #programs: Program[] = [];
  readonly #folders: string[] = [];
  #nextPort: number;

  /** @param worker the worker's place among those that run at the same time. */
  constructor(worker: number) {
    this.#nextPort = FIRST_PORT + worker * PORTS_PER_WORKER;
  }

  /** Starts a program: one of the package's, with this test's Node, unless another command is named. */
  run(name: string, args: readonly string[], command = process.execPath): Program {
    const child = spawn(command, args, {
      cwd: PACKAGE_FOLDER,
      env: { ...SERVER_ENV, ...process.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(String(chunk)));
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const program = { name, process: child, said, ended };
    this.#programs.push(program);
    return program;
  }

  /** A fresh, empty folder. */
  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'bootwatch-e2e-'));
    this.#folders.push(folder);
    return folder;
  }

  /** A port of this test's own. */
  async port(): Promise<number> {
    const port = await freePort(this.#nextPort, DEFAULT_HOST);
    this.#nextPort = port + 1;
    return port;
  }

  /** What every program said, for the report of a test that failed. */
  transcript(): string {
    return this.#programs.map(({ name, said }) => `=== ${name}\n${said.join('')}`).join('\n');
  }

  /** Ends what still runs and removes what was written. */
  async clear(): Promise<void> {
    for (const { process: child } of this.#programs) child.kill('SIGKILL');
    await Promise.all(this.#programs.map(({ ended }) => ended));
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}
