import type { ReactNode } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { useArrival } from '../app/arrival.ts';
import { useView } from '../app/use-view.ts';
import { clockSeconds, dayAndYear, zoneName } from '../format/time.ts';
import { StaleContext } from '../live/as-of.tsx';
import type { Instant } from '../live/instant.ts';
import { DrillFrame } from './drill-frame.tsx';
import type { TabSign } from './tab-sign.ts';
import { useTabBadge } from './use-tab-badge.ts';

interface Props {
  sign: TabSign;
  drill: Snapshot['drill'];
  asOf: number;
  /** Where the data is too old to pass as live. */
  stale: { asOf: number; arrived: Instant } | null;
  bar: ReactNode;
  children: ReactNode;
}

/** What every screen has around it: title, drill frame, bar, the look of old data, undo. */
export function Screen({ sign, drill, asOf, stale, bar, children }: Props) {
  useTabBadge(sign.badge);
  useArrival();
  return (
    <StaleContext value={stale}>
      <title>{sign.title}</title>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className={stale ? 'page stale' : 'page'} data-drill={drill !== null}>
        {drill && <DrillFrame drill={drill} asOf={asOf} />}
        {bar}
        <PrintedHead asOf={asOf} isDrill={drill !== null} />
        {children}
      </div>
    </StaleContext>
  );
}

/** On paper nothing is live: the page says what it is and of when. */
function PrintedHead({ asOf, isDrill }: { asOf: number; isDrill: boolean }) {
  const { tz } = useView();
  return (
    <p className="print-only">
      Bootwatch{isDrill && ', a drill'}: the fleet as of {dayAndYear(asOf, tz)}, {clockSeconds(asOf, tz)}{' '}
      {zoneName(tz, asOf)}
    </p>
  );
}
