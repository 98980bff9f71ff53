import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
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

/** How somebody looks goes with them to another screen; what they filtered there stays behind. */
const withoutFilter = ({ q: _, ...view }: { q?: string }) => view;

/** The bar on every screen: where you are, how fresh the data is, how you look at it. */
export function TopBar({ children, now, here }: Props) {
  return (
    <header className="bar">
      <Link to="/" search={true} className="mark" aria-label="Bootwatch, live screen">
        <Brand />
      </Link>
      <nav className="tabs" aria-label="Views">
        {/* The router marks the link to where one is. */}
        <Link to="/" search={withoutFilter} activeOptions={{ exact: true, includeSearch: false }}>
          Live
        </Link>
        <Link to="/updates" search={withoutFilter} activeOptions={{ exact: true, includeSearch: false }}>
          Updates
        </Link>
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
