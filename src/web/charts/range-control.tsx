import { useView } from '../app/use-view.ts';
import { RANGES } from '../app/view.ts';

const WORDS = { '1h': '1 h', '3h': '3 h', '24h': '24 h' } as const;

export function RangeControl() {
  const { range, change } = useView();
  return (
    <fieldset className="seg end">
      <legend className="vh">Range</legend>
      {RANGES.map((candidate) => (
        <button
          key={candidate}
          type="button"
          aria-pressed={candidate === range}
          onClick={() => change({ range: candidate, part: null })}
        >
          {WORDS[candidate]}
        </button>
      ))}
    </fieldset>
  );
}
