/** End-to-end tests: real server, real engine, real browser. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, requireChromium } from '#host/find-chromium.ts';

const REAL_PROMETHEUS = 'real-prometheus.spec.ts';
const FULL_DISK = 'full-disk.spec.ts';
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: fileURLToPath(import.meta.resolve('./build-app.ts')),
  fullyParallel: true,
  // Every test brings a server, a database and a browser: more at once than this only makes each slower.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  projects: [
    // A disk to fill has to be mounted, which only root may.
    { name: 'board', testIgnore: isRoot ? [REAL_PROMETHEUS] : [REAL_PROMETHEUS, FULL_DISK] },
    // Needs a program that npm does not bring.
    ...(process.env.PROMETHEUS_PATH ? [{ name: 'prometheus', testMatch: REAL_PROMETHEUS }] : []),
  ],
  use: {
    viewport: { width: 1440, height: 1000 },
    headless: true,
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Actions and console only: pictures of every step would take more of the machine than the product does.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: requireChromium(),
      args: CHROMIUM_ARGS,
    },
  },
});
