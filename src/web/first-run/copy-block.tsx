import { useState } from 'react';
import { Icon } from '../icons/icon.tsx';

/** A command and a button that copies it. */
export function CopyBlock({ name, text }: { name: string; text: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      setCopied('failed');
    }
  };
  return (
    <div className="copy">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className="scrolls" tabIndex={0}>
        {text}
      </pre>
      <button type="button" className="btn" onClick={() => void copy()} onBlur={() => setCopied('no')}>
        <Icon name={copied === 'yes' ? 'ok' : 'copy'} />
        Copy {name}
      </button>
      <span className="muted" role="status">
        {copied === 'yes' && 'Copied'}
        {copied === 'failed' && 'Select the text and copy it by hand'}
      </span>
    </div>
  );
}
