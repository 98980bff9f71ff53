import { type ReactNode, useEffect, useRef } from 'react';

/** What follows a pressed button takes its place: focus stays there, and does not fall to the beginning of the page. */
export function KeepFocus({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new MutationObserver(() => {
      if (hadFocus.current && document.activeElement === document.body) element.focus({ preventScroll: true });
    });
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where focus goes
    <div
      ref={place}
      className="act-inside"
      tabIndex={-1}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={() => {
        // Not told of focus that was taken away with its button.
        hadFocus.current = false;
      }}
    >
      {children}
    </div>
  );
}
