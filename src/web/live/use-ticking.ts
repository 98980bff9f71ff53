import { useEffect, useState } from 'react';

const TICK_MS = 500;

/** Reads a value twice a second; the component is drawn again only when the value has changed. */
export function useTicking<T extends string | number | boolean>(read: () => T): T {
  const [, redraw] = useState<T>(read);
  useEffect(() => {
    const timer = setInterval(() => redraw(read()), TICK_MS);
    return () => clearInterval(timer);
  });
  return read();
}
