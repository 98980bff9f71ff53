/** Which browser the tests run in. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome'];

/**
 * The path of a Chromium: CHROMIUM_PATH, else Playwright's own where it is installed, else the system's.
 * @throws Error saying what to install
 */
export function findChromium(): string {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return asked;
  const found = [chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    'No Chromium found. Run "npx playwright install chromium", install the package "chromium", or set CHROMIUM_PATH.',
  );
}
