import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { ProblemError } from '#contract/client.ts';
import { updateIdFromParts } from '#contract/update-address.ts';
import { useBoard } from '../app/board.ts';
import { Fenced } from '../app/fenced.tsx';
import { useAddress } from '../app/use-address.ts';
import { useView } from '../app/use-view.ts';
import { writeView } from '../app/view.ts';
import { focusPause, TO_DECIDE } from '../commands/focus-pause.ts';
import { useFreshness } from '../live/use-freshness.ts';
import { isHurried, reconcile } from '../pause/pause-store.ts';
import { type UpdateAnswer, updateInterval, useEvidence, useUpdate } from '../queries/update-query.ts';
import { BeforeFirstAnswer } from '../shell/before-first-answer.tsx';
import { FleetChip } from '../shell/fleet-chip.tsx';
import { NothingHere } from '../shell/nothing-here.tsx';
import { Screen } from '../shell/screen.tsx';
import { ServerChip } from '../shell/server-chip.tsx';
import { signOfUpdate } from '../shell/tab-sign.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { Troubles } from '../shell/troubles.tsx';
import { shortName } from '../verdict/update-names.ts';
import { UpdatePanels } from './update-panels.tsx';
import { UpdateVerdict } from './update-verdict.tsx';

/**
 * All about one update, asked for again and again.
 * @param parts its name in an address: vendor~product~version.
 */
export function UpdateScreen({ parts }: { parts: string }) {
  const id = updateIdFromParts(parts);
  return id === undefined ? <UnknownUpdate name={parts} /> : <Known key={id} id={id} />;
}

function Known({ id }: { id: string }) {
  const board = useBoard();
  const { data: answer, error } = useUpdate(id);
  useEffect(() => {
    if (!answer) return;
    const { arrived, update } = answer;
    reconcile(board.pauses, { arrived, holdsOn: (of) => (of === id ? update.holds : undefined) });
  }, [board, id, answer]);
  if (answer) return <Answered answer={answer} />;
  const isUnknown = error instanceof ProblemError && error.problem.status < 500;
  return isUnknown ? <UnknownUpdate name={id} /> : <BeforeFirstAnswer silent={error !== null} />;
}

function Answered({ answer }: { answer: UpdateAnswer }) {
  const { update, asOf, arrived } = answer;
  const board = useBoard();
  const { range } = useView();
  const hurried = useStore(board.pauses, isHurried);
  const everyMs = updateInterval(update, hurried);
  const state = useFreshness(arrived, everyMs);
  const series = useEvidence({ update: update.id, last: range, everyMs });
  useDecision();
  const stale = useMemo(() => (state === 'stale' ? { asOf, arrived } : null), [state, asOf, arrived]);
  const bar = (
    <TopBar now={asOf} here={shortName(update)}>
      <FleetChip fleet={update.fleet} />
      <ServerChip arrived={arrived} state={state} />
    </TopBar>
  );
  return (
    <Screen sign={signOfUpdate(update, state)} drill={update.drill} asOf={asOf} stale={stale} bar={bar}>
      <Troubles troubles={update.troubles} />
      <UpdateVerdict answer={answer} stale={stale !== null} everyMs={everyMs} />
      <Fenced until={[update.asOf]}>
        <UpdatePanels update={update} series={series} />
      </Fenced>
    </Screen>
  );
}

/** Focus on the pause for whoever came to decide; once, however often one comes back. */
function useDecision() {
  const { query, stay } = useAddress();
  const view = useView();
  useEffect(() => {
    if (!new URLSearchParams(query).has(TO_DECIDE)) return;
    focusPause();
    stay(writeView(view));
  }, [query, view, stay]);
}

const UnknownUpdate = ({ name }: { name: string }) => (
  <NothingHere
    headline={`No update ${name} is known here.`}
    text="None was announced under this name, and no device has reported it."
  />
);
