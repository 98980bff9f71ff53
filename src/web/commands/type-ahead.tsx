import { useLayoutEffect } from 'react';

interface Props {
  /** Typed so far. */
  text: string;
  /** Called with what a key makes of the text so far. */
  onType: (change: (text: string) => string) => void;
  onClose: () => void;
}

/**
 * While the search is being fetched it has the keys already: what is typed ahead would be commands for the screen
 * otherwise, and Enter or Space would press whatever has focus there.
 */
export function TypeAhead({ text, onType, onClose }: Props) {
  useLayoutEffect(() => {
    const take = (event: KeyboardEvent) => {
      const isText = event.key.length === 1;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!isText && !['Enter', 'Backspace', 'Escape'].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isText) onType((text) => text + event.key);
      else if (event.key === 'Backspace') onType((text) => text.slice(0, -1));
      else if (event.key === 'Escape') onClose();
    };
    document.addEventListener('keydown', take, { capture: true });
    return () => document.removeEventListener('keydown', take, { capture: true });
  }, [onType, onClose]);
  return <Loading text={text} />;
}

/** Where the sheet will be, if it is not there at once: that it comes, and what was typed. */
export const Loading = ({ text }: { text: string }) => (
  <p className="type-ahead">
    <span role="status">Loading…</span> <b>{text}</b>
  </p>
);
