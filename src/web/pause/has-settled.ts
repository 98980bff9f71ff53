/** When a pause may be called one: what devices report decides, not the request. */

/** An install this recent means that the pause may not have reached everything yet. Fleet time. */
const SETTLED_MS = 2 * 60_000;

/** Whether no install has been reported for long enough; `lastInstallAt` is null where none ever was. */
export const hasSettled = (lastInstallAt: number | null, asOf: number): boolean =>
  lastInstallAt === null || asOf - lastInstallAt >= SETTLED_MS;
