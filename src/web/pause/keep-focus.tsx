import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** What follows a pressed button takes its place: focus stays there, and does not fall to the beginning of the page. */
export function KeepFocus({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  });
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
