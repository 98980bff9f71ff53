import type { ReactNode } from 'react';
import { useRoute } from 'wouter';
import { PlaceLink } from '../app/place-link.tsx';
import { DEVICES, LIVE, UPDATES } from '../app/places.ts';
import { Brand } from './brand.tsx';
import { SearchButton } from './search-button.tsx';
import { ThemeControl } from './theme-control.tsx';
import { ZoneBadge } from './zone-badge.tsx';

interface Props {
  children: ReactNode;
  now: number;
  /** What a screen below the views is called. */
  here?: string;
}

/** The bar on every screen: where you are, how fresh the data is, how you look at it. */
export function TopBar({ children, now, here }: Props) {
  const [isLive] = useRoute(LIVE);
  const [isUpdates] = useRoute(UPDATES);
  const [isDevices] = useRoute(DEVICES);
  return (
    <header className="bar">
      <PlaceLink to={LIVE} className="mark" aria-label="Bootwatch, live screen">
        <Brand />
      </PlaceLink>
      <nav className="tabs" aria-label="Views">
        <PlaceLink to={LIVE} aria-current={isLive ? 'page' : undefined}>
          Live
        </PlaceLink>
        <PlaceLink to={UPDATES} aria-current={isUpdates ? 'page' : undefined}>
          Updates
        </PlaceLink>
        <PlaceLink to={DEVICES} aria-current={isDevices ? 'page' : undefined}>
          Devices
        </PlaceLink>
        {here !== undefined && <span aria-current="page">{here}</span>}
      </nav>
      <span className="grow" />
      <div className="chips">{children}</div>
      <SearchButton />
      <ZoneBadge now={now} />
      <ThemeControl />
    </header>
  );
}
