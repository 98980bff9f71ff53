/** `npm test`: every test there is, browser included. Finds or installs a browser first. */
import { spawnSync } from 'node:child_process';
import { requireChromium } from '#host/find-chromium.ts';
import { fail, sentenceOf } from '#host/options.ts';

function run(what: string, args: readonly string[]): void {
  console.log(`\n== ${what}`);
  const { status } = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: chromium },
  });
  if (status !== 0) fail(`${what}: failed, see above.`);
}

let chromium: string;
try {
  chromium = requireChromium();
} catch (error) {
  fail(sentenceOf(error));
}
run('unit, property and component tests', ['node_modules/vitest/vitest.mjs', 'run']);
run('end-to-end tests', ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e']);
