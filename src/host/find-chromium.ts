/** A Chromium for tests and screenshots: found, or brought. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** Switches a browser needs as root, and those that keep it from calling home. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** CHROMIUM_PATH, else one that Playwright manages, else the system's; undefined when there is none. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM_BROWSERS];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** The same, installing one where none is. @throws with what to do when that fails too. */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  const attempts: [string, string[]][] = [['npx', ['playwright', 'install', 'chromium']]];
  if (process.getuid?.() === 0) attempts.push(['apt-get', ['update']], ['apt-get', ['install', '-y', 'chromium']]);
  for (const [command, args] of attempts) {
    try {
      execFileSync(command, args, { stdio: 'inherit' });
    } catch {
      console.error(`"${command} ${args.join(' ')}" did not work; trying on.`);
    }
  }
  const brought = findChromium();
  if (brought) return brought;
  throw new Error('No Chromium found. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to it.');
}
