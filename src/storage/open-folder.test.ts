/** Why a data folder can't be opened decides whether it is tried again. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { StoreRefused } from '#server/store.ts';
import { openEmbedded } from './engine.ts';

const inFolder = async (work: (folder: string) => Promise<void>) => {
  const folder = mkdtempSync(join(tmpdir(), 'bootwatch-open-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const openFailing = (folder: string): unknown => {
  try {
    openEmbedded(folder);
  } catch (error) {
    return error;
  }
  throw new Error('it was opened');
};

it('is refused for good while another process holds it', () =>
  inFolder(async (folder) => {
    const engine = openEmbedded(folder);
    const program = `
      import { openEmbedded } from ${JSON.stringify(new URL('engine.ts', import.meta.url).href)};
      try { openEmbedded(${JSON.stringify(folder)}); } catch (error) { console.log(error.constructor.name, error.message); }
      process.exit();`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
    await engine.close();
    expect(stdout).toContain(`StoreRefused The data folder ${folder} can't be opened: another process uses it`);
    expect(stdout).toContain(`(process ${process.pid})`);
  }));

it.each([
  ['a file lies in its place', (folder: string) => writeFileSync(join(folder, 'engine'), '')],
  [
    'so it is, and what locked it once is dead',
    (folder: string) => {
      mkdirSync(join(folder, 'engine'));
      writeFileSync(join(folder, 'engine/status'), 'PID: 4194304\nStarted at: 2026-01-01 00:00:00\n');
      mkdirSync(join(folder, 'engine/metadata'));
      writeFileSync(join(folder, 'engine/metadata/bootwatch.sql'), 'no statement');
    },
  ],
])('is tried again when %s', (_, spoil) =>
  inFolder(async (folder) => {
    spoil(folder);
    const error = openFailing(folder);
    expect(error).not.toBeInstanceOf(StoreRefused);
    expect(String(error)).toContain(`The data folder ${folder} can't be opened: `);
  }),
);
