import { type ReactNode, useEffect, useRef, useState } from 'react';

interface Props {
  className: string;
  onPointed?: (pointed: boolean) => void;
  children: ReactNode;
}

/**
 * Where the one thing to do stands. On a phone its button stays in reach: scrolled out of sight it docks to the bottom
 * edge, and its place is kept.
 */
export function ActDock({ className, onPointed, children }: Props) {
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
      <div
        className={className}
        data-docked={height !== null}
        onPointerEnter={() => onPointed?.(true)}
        onPointerLeave={() => onPointed?.(false)}
      >
        {children}
      </div>
    </div>
  );
}
