import { useEffect, useState } from 'react';
import { MAX_TEXT } from '#contract/limits.ts';
import { useSettled } from '../shell/use-settled.ts';

/** Typed text goes into the address when nobody has typed for that long. */
const TYPING_MS = 250;

interface Props {
  /** What the address says. */
  q: string;
  onFilter: (text: string) => void;
}

/** Narrows a list. What is typed is the field's own; the address follows, and leads when one goes back. */
export function FilterField({ q, onFilter }: Props) {
  const [text, setText] = useState(q);
  const [sent, setSent] = useState(q);
  if (q !== sent) {
    setSent(q);
    setText(q);
  }
  const settled = useSettled(text, TYPING_MS);
  useEffect(() => {
    // Not what was typed before one went back.
    if (settled !== text || settled === sent) return;
    setSent(settled);
    onFilter(settled);
  }, [settled, text, sent, onFilter]);
  return (
    <input
      type="search"
      aria-label="Filter by name or id"
      placeholder="Filter by name or id"
      maxLength={MAX_TEXT}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
