/** What a browser loads before it shows the first screen. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Gzip sizes in kB: scripts named by the page (first load), and all scripts. */
export function bundleSize(dist: string) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const scripts = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'));
  const size = (names: readonly string[]) =>
    Math.round(names.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, 'assets', name))).length, 0) / 100) /
    10;
  return {
    bench: 'bundle',
    firstLoadJsKb: size(scripts.filter((name) => page.includes(name))),
    allJsKb: size(scripts),
  };
}
