import type { Fact } from './prepare-ring-card.ts';

const part = (share: number): string => `${Math.min(100, Math.max(0, share * 100)).toFixed(2)}%`;

/** Word, drawing, value. The drawing repeats the value and is hidden from screen readers. */
export function FactRow({ fact }: { fact: Fact }) {
  return (
    <>
      <dt>{fact.label}</dt>
      <dd aria-hidden="true">
        <FactBar bar={fact.bar} />
      </dd>
      <dd className="v">{fact.value}</dd>
    </>
  );
}

export function FactBar({ bar }: { bar: Fact['bar'] }) {
  switch (bar.kind) {
    case 'none':
      return <div className="meter unknown" />;
    case 'share':
      return (
        <div className="meter">
          <i className={bar.tone} style={{ width: part(bar.share) }} />
          {bar.soft > 0 && <i className="soft" style={{ width: part(bar.soft) }} />}
        </div>
      );
    case 'interval':
      return (
        <div className="ival">
          <i style={{ left: part(bar.bar.low), width: part(bar.bar.high - bar.bar.low) }} />
          <b style={{ left: part(bar.bar.at) }} />
          {bar.expected !== null && <u style={{ left: part(bar.expected) }} />}
        </div>
      );
  }
}
