/** A whole dark site is one event, not as many failures as it has devices. */

export interface Failures {
  readonly loop: number;
  readonly darkCleared: number;
  /** Sites of the dark ones that have no living peer; one entry a device. */
  readonly darkSites: readonly number[];
}

/**
 * Failures that count: loops and dark devices with a living peer in full, dark ones without once a site and epoch.
 * `seen` holds the sites counted in this epoch and is added to. Capping lowers evidence, so it stays valid.
 */
export function effectiveFailures<Site>(
  { loop, darkCleared, darkSites }: Omit<Failures, 'darkSites'> & { readonly darkSites: readonly Site[] },
  seen: Set<Site>,
): number {
  let sites = 0;
  for (const site of darkSites) {
    if (seen.has(site)) continue;
    seen.add(site);
    sites++;
  }
  return loop + darkCleared + sites;
}

/** Every failure, as controls count them. */
export const allFailures = ({ loop, darkCleared, darkSites }: Failures): number =>
  loop + darkCleared + darkSites.length;
