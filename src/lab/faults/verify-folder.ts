/** Runs the recount on a stopped server's folder. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const VERIFY = fileURLToPath(new URL('../../verify.ts', import.meta.url));
const MAX_SAID = 2_000;

/** What it printed; `fault` where it found a difference, or did not come to its end. */
export function verifyFolder(folder: string): { recount: unknown; fault: string | undefined } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [VERIFY, '--data', folder], {
    encoding: 'utf8',
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  return {
    recount: JSON.parse(stdout || 'null'),
    fault: status === 0 ? undefined : `recount: ${stderr.slice(0, MAX_SAID)}`,
  };
}
