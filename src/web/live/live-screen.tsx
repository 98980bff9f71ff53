import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useBoard } from '../app/board.ts';
import { useView } from '../app/view.ts';
import { isHurried, reconcile } from '../pause/pause-store.ts';
import { UndoBar } from '../pause/undo-bar.tsx';
import { pollInterval } from '../queries/poll-interval.ts';
import { useRingSeries } from '../queries/series-query.ts';
import { type Picture, usePicture } from '../queries/snapshot-query.ts';
import { DrillFrame } from '../shell/drill-frame.tsx';
import { FleetChip } from '../shell/fleet-chip.tsx';
import { ServerChip, WaitingChip } from '../shell/server-chip.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import { VerdictStrip } from '../verdict/verdict-strip.tsx';
import { StaleContext } from './as-of.tsx';
import { pageTitle } from './page-title.ts';
import { Panels } from './panels.tsx';
import { useFreshness } from './use-freshness.ts';

/** The live screen: one picture of the fleet, asked for again and again. */
export function LiveScreen() {
  const board = useBoard();
  const { data: picture, isError } = usePicture();
  const snapshot = picture?.snapshot;
  useEffect(() => {
    if (snapshot) reconcile(board.pauses, snapshot);
  }, [board, snapshot]);
  if (!picture) return <BeforeFirstAnswer silent={isError} />;
  return <Answered picture={picture} />;
}

function BeforeFirstAnswer({ silent }: { silent: boolean }) {
  const { clock } = useBoard();
  return (
    <>
      <TopBar now={clock()}>
        <WaitingChip words={silent ? 'No answer yet' : 'Asking the server'} />
      </TopBar>
      <main id="main" className="message" aria-busy={!silent}>
        {silent && (
          <>
            <h1>The server does not answer.</h1>
            <p>Nothing is known of the fleet yet. This page asks again every 2 s and fills itself.</p>
          </>
        )}
      </main>
    </>
  );
}

function Answered({ picture }: { picture: Picture }) {
  const { snapshot, asOf, arrived } = picture;
  const board = useBoard();
  const { range } = useView();
  const hurried = useStore(board.pauses, isHurried);
  const everyMs = pollInterval(snapshot, hurried);
  const state = useFreshness(arrived, everyMs);
  const empty = snapshot.verdict.state === 'no devices';
  const series = useRingSeries({ update: snapshot.focus, last: range, everyMs });
  const stale = useMemo(() => (state === 'stale' ? { asOf, arrived } : null), [state, asOf, arrived]);
  return (
    <StaleContext value={stale}>
      <title>{pageTitle(snapshot, state)}</title>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className={stale ? 'page stale' : 'page'} data-drill={snapshot.drill !== null}>
        {snapshot.drill && <DrillFrame drill={snapshot.drill} asOf={asOf} />}
        <TopBar now={asOf}>
          {empty ? <WaitingChip words="Waiting for the first device" /> : <FleetChip fleet={snapshot.fleet} />}
          <ServerChip arrived={arrived} state={state} />
        </TopBar>
        {!empty && <VerdictStrip picture={picture} state={state} everyMs={everyMs} />}
        <Panels snapshot={snapshot} series={series} />
        <UndoBar />
      </div>
    </StaleContext>
  );
}
