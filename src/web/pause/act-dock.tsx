import { type ReactNode, useEffect, useRef, useState } from 'react';
import { KeepFocus } from './keep-focus.tsx';

interface Props {
  className: string;
  /** The pointer is on it, or the keyboard is in it. */
  onHeld?: (held: boolean) => void;
  children: ReactNode;
}

/** Focus that is seen: a button keeps the other kind, long after it was clicked. */
const isInUse = (place: Element): boolean => place.querySelector(':focus-visible') !== null;

/**
 * Where the one thing to do stands. On a phone its button stays in reach: scrolled out of sight it docks to the bottom
 * edge, and its place is kept.
 */
export function ActDock({ className, onHeld, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry) return;
      const isAbove = !entry.isIntersecting && entry.boundingClientRect.top < 0;
      setHeight(isAbove ? entry.boundingClientRect.height : null);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className="act-place" style={height === null ? undefined : { minHeight: height }}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches the pointer and focus */}
      <div
        className={className}
        data-docked={height !== null}
        onPointerEnter={() => onHeld?.(true)}
        onPointerLeave={({ currentTarget }) => onHeld?.(isInUse(currentTarget))}
        onFocus={({ currentTarget }) => onHeld?.(currentTarget.matches(':hover') || isInUse(currentTarget))}
        onBlur={({ currentTarget }) => onHeld?.(currentTarget.matches(':hover'))}
      >
        <KeepFocus>{children}</KeepFocus>
      </div>
    </div>
  );
}
