/** The built app: made anew where the build tool is at hand, so that what is served is what the sources say. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));
const OUT = fileURLToPath(new URL('../../dist', import.meta.url));
const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));

/** The folder of the built app. @throws when it can't be built and was not built before. */
export async function builtApp(): Promise<string> {
  if (existsSync(VITE)) {
    // A process of its own: the memory the build takes is given back before the server starts.
    const build = spawn(process.execPath, [VITE, 'build', '--logLevel', 'warn'], {
      cwd: PACKAGE,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise((resolve) => build.once('exit', resolve));
    if (code !== 0) throw new Error('The app could not be built; see the messages above.');
  }
  if (!existsSync(OUT)) throw new Error('The app is not built. Run "npm ci && npm run build" first.');
  return OUT;
}
