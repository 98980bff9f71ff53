/** Opens an address in the person's browser, where there is one. */
import { spawn } from 'node:child_process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'open', linux: 'xdg-open' };

/** Best effort: the address is printed anyway. */
export function openBrowser(url: string): void {
  const opener = OPENERS[process.platform];
  const hasScreen =
    process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  if (!opener || !hasScreen) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}
