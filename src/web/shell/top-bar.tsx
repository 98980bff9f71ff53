import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { keepView } from '../app/view.ts';
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
  return (
    <header className="bar">
      <Link to="/" search={keepView} className="mark" aria-label="Bootwatch, live screen">
        <Brand />
      </Link>
      <nav className="tabs" aria-label="Views">
        {/* The router marks the link to where one is. */}
        <Link to="/" search={keepView} activeOptions={{ exact: true, includeSearch: false }}>
          Live
        </Link>
        <Link to="/updates" search={keepView} activeOptions={{ exact: true, includeSearch: false }}>
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
