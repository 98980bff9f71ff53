import { useEffect } from 'react';
import type { Badge } from './tab-sign.ts';

/** A file each: the content security policy allows no pictures made of text. */
const FILES = {
  calm: '/favicon.svg',
  failing: '/favicon-failing.svg',
  paused: '/favicon-paused.svg',
  stale: '/favicon-stale.svg',
} as const satisfies Record<Badge, string>;

/** Puts a badge on the tab's icon while the screen stands. */
export function useTabBadge(badge: Badge): void {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon) icon.href = FILES[badge];
    return () => {
      if (icon) icon.href = FILES.calm;
    };
  }, [badge]);
}
