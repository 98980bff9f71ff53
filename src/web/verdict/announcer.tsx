import { useState } from 'react';

interface Props {
  /** Told again only when this changes. */
  change: string;
  words: string;
  isAlarm: boolean;
}

/** Tells screen readers when the verdict changes: an alarm at once, the rest when they are free. Polls say nothing. */
export function Announcer({ change, words, isAlarm }: Props) {
  const [said, setSaid] = useState({ change, words, isAlarm });
  if (said.change !== change) setSaid({ change, words, isAlarm });
  return (
    <>
      <p className="vh" aria-live="polite">
        {said.isAlarm ? '' : said.words}
      </p>
      <p className="vh" aria-live="assertive">
        {said.isAlarm ? said.words : ''}
      </p>
    </>
  );
}
