/** Runs once before all tests: an app that can't be built is said once, not by every test. */
import { spawnSync } from 'node:child_process';
import { PACKAGE_FOLDER, VITE } from './package-folder.ts';

export default function buildApp(): void {
  const build = spawnSync(process.execPath, [VITE, 'build', '--logLevel', 'warn'], {
    cwd: PACKAGE_FOLDER,
    stdio: 'inherit',
  });
  if (build.status !== 0) throw new Error('The app could not be built; see the messages above.');
}
