import { replaceEqualDeep } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';

/** A value is not kept back for longer than this. */
const LONGEST_MS = 500;

/**
 * The newest value, taken over when the browser has nothing else to do, in a task of its own: drawing a chart is the
 * most expensive part of a poll, and nobody waits for it. What says the same is not taken over. With another `key` a
 * value is taken over at once.
 */
export function useWhenIdle<T>(value: T, key: string): T {
  const [shown, show] = useState({ value, key });
  const next = useMemo(() => replaceEqualDeep(shown.value, value), [shown, value]);
  useEffect(() => {
    if (shown.value === next && shown.key === key) return;
    const take = () => show({ value: next, key });
    if (shown.key !== key || !('requestIdleCallback' in window)) {
      const timer = setTimeout(take);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(take, { timeout: LONGEST_MS });
    return () => cancelIdleCallback(idle);
  }, [shown, next, key]);
  return shown.key === key ? shown.value : next;
}

/** Whether the browser has had nothing else to do since this was first drawn: each chart begins in a task of its own. */
export function useOnceIdle(): boolean {
  const [isIdle, setIsIdle] = useState(!('requestIdleCallback' in window));
  useEffect(() => {
    if (isIdle) return;
    const idle = requestIdleCallback(() => setIsIdle(true), { timeout: LONGEST_MS });
    return () => cancelIdleCallback(idle);
  }, [isIdle]);
  return isIdle;
}
