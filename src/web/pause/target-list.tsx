import { useView } from '../app/use-view.ts';
import { StatusChip } from '../rings/status-chip.tsx';
import { sayTarget, type Target } from './say-target.ts';

/** The targets of a pause, each with its own answer. */
export function TargetList({ targets, asOf }: { targets: readonly Target[]; asOf: number }) {
  return (
    <ul className="targets">
      {targets.map((target) => (
        <li key={target.name}>
          <TargetResult target={target} asOf={asOf} />
        </li>
      ))}
    </ul>
  );
}

/** One target's answer: its name, how it stands, since when or why. */
function TargetResult({ target, asOf }: { target: Target; asOf: number }) {
  const { tz } = useView();
  const { chip, words } = sayTarget(target.result, asOf, tz);
  return (
    <>
      <b>{target.name}</b>
      <StatusChip chip={chip} />
      <span>{words}</span>
      {target.note !== '' && <p className="muted">{target.note}</p>}
    </>
  );
}
