import { type RefObject, useLayoutEffect } from 'react';

/**
 * Keeps an element as tall as it has been since its state or the window last changed: words that get shorter with a
 * poll must not pull up everything below them.
 */
export function useSteadyHeight(ref: RefObject<HTMLElement | null>, state: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state begins with a height of its own
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.style.minHeight = '';
    let width = element.offsetWidth;
    const observer = new ResizeObserver(() => {
      if (element.offsetWidth !== width) {
        width = element.offsetWidth;
        element.style.minHeight = '';
      }
      element.style.minHeight = `${element.offsetHeight}px`;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, state]);
}
