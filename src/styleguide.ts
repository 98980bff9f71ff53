/** `npm run styleguide`: a picture of every section of the style guide, in both themes, wide and on a phone. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { CHROMIUM_ARGS, requireChromium } from '#host/find-chromium.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'test-results/styleguide');
const SIZES = [
  { width: 1440, height: 1000 },
  { width: 390, height: 844 },
] as const;
const [wanted] = process.argv.slice(2);

mkdirSync(OUT, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'bootwatch-styleguide-'));
const shared = {
  root: ROOT,
  mode: 'development',
  logLevel: 'warn',
  build: { outDir: folder, emptyOutDir: true },
} as const;
await build(shared);
const vite = await preview({ ...shared, preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_ARGS });
try {
  const [url] = vite.resolvedUrls?.local ?? [];
  for (const viewport of SIZES) {
    for (const theme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport });
      await page.goto(`${url}styleguide?theme=${theme}`);
      await page
        .getByRole('img', { name: /^Line chart/ })
        .first()
        .waitFor();
      for (const section of await page.locator('.guide-section').all()) {
        const id = await section.getAttribute('id');
        if (wanted && id !== wanted) continue;
        const clip = (await section.boundingBox()) ?? undefined;
        await page.screenshot({
          fullPage: true,
          ...(clip && { clip }),
          path: join(OUT, `${id}-${theme}-${viewport.width}.png`),
        });
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  await vite.close();
  rmSync(folder, { recursive: true, force: true });
}
