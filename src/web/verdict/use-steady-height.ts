import { type RefObject, useLayoutEffect } from 'react';

/**
 * Keeps an element as tall as it has been since its state or the window last changed: words that get shorter with a
 * poll must not pull up everything below them. The style sheet decides where that height holds: not on paper.
 */
export function useSteadyHeight(ref: RefObject<HTMLElement | null>, state: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state begins with a height of its own
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.style.removeProperty('--kept-height');
    // Asked for once it is laid out: asking now would have it laid out twice.
    let width = 0;
    const keep = () => {
      if (element.offsetWidth !== width) {
        width = element.offsetWidth;
        element.style.removeProperty('--kept-height');
      }
      // Not rounded: what is below would move by a part of a pixel.
      element.style.setProperty('--kept-height', `${element.getBoundingClientRect().height}px`);
    };
    let frame = 0;
    // A height set while sizes are being told would have to be told as well; browsers report that as an error.
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(keep);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [ref, state]);
}
