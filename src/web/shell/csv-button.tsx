import { useState } from 'react';
import { type CsvRow, toCsv } from '../format/csv.ts';
import { Icon } from '../icons/icon.tsx';

interface Props {
  /** What is copied, in a word. */
  name: string;
  /** Head first; asked for when somebody copies. */
  rows: () => readonly CsvRow[];
}

/** Copies a table as CSV; where the browser will not, it offers the text as a file. */
export function CsvButton({ name, rows }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const text = toCsv(rows());
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      saveAs(`bootwatch-${name}.csv`, text);
    }
  };
  return (
    <>
      <button
        type="button"
        className="btn s quiet csv"
        onClick={() => void copy()}
        onBlur={() => setCopied(false)}
        onPointerLeave={() => setCopied(false)}
      >
        <Icon name={copied ? 'ok' : 'copy'} />
        {copied ? 'Copied' : 'Copy as CSV'}
        <span className="vh">: {name}</span>
      </button>
      <span className="vh" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}

function saveAs(file: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file;
  link.click();
  URL.revokeObjectURL(address);
}
