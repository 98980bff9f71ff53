import { createContext, useContext } from 'react';
import { useView } from '../app/use-view.ts';
import { clockSeconds, duration, zoneName } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import type { Instant } from './instant.ts';
import { useAgeSec } from './use-freshness.ts';

/** The age of what is on the screen, where it is too old to pass as live; null while it is live. */
export const StaleContext = createContext<{ asOf: number; arrived: Instant } | null>(null);

/** "as of 04:31:12 UTC, 47 s ago": on every panel of old data, nowhere otherwise. */
export function AsOf() {
  const stale = useContext(StaleContext);
  return stale ? <Stamp {...stale} /> : null;
}

function Stamp({ asOf, arrived }: { asOf: number; arrived: Instant }) {
  const { tz } = useView();
  const age = duration(useAgeSec(arrived) * 1000);
  return (
    <span className="asof">
      <Icon name="clock" />
      <span>
        as of {clockSeconds(asOf, tz)} {zoneName(tz, asOf)}
        <span className="age">, {age} ago</span>
      </span>
    </span>
  );
}

/** The same in words for a button's second line; null while the data is live. */
export function useBasedOn(): string | null {
  const stale = useContext(StaleContext);
  const { tz } = useView();
  return stale ? `Based on data from ${clockSeconds(stale.asOf, tz)} ${zoneName(tz, stale.asOf)}` : null;
}
