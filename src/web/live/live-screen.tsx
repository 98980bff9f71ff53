import { Suspense, useContext, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { EntryContext } from '../app/arrival.ts';
import { useBoard } from '../app/board.ts';
import { Fenced } from '../app/fenced.tsx';
import { lazyPart } from '../app/lazy-part.tsx';
import { useView } from '../app/use-view.ts';
import { isHurried, reconcile } from '../pause/pause-store.ts';
import { pollInterval } from '../queries/poll-interval.ts';
import { useRingSeries } from '../queries/series-query.ts';
import { type Picture, usePicture } from '../queries/snapshot-query.ts';
import { BeforeFirstAnswer } from '../shell/before-first-answer.tsx';
import { FleetChip } from '../shell/fleet-chip.tsx';
import { Screen } from '../shell/screen.tsx';
import { ServerChip, WaitingChip } from '../shell/server-chip.tsx';
import { signOfFleet } from '../shell/tab-sign.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { Troubles } from '../shell/troubles.tsx';
import { VerdictStrip } from '../verdict/verdict-strip.tsx';
import { Panels } from './panels.tsx';
import { useFreshness } from './use-freshness.ts';

// For walls only: the screens of people need none of it.
const Wallboard = lazyPart(async () => (await import('../wallboard/wallboard.tsx')).Wallboard);
const SilentWall = lazyPart(async () => (await import('../wallboard/wall-message.tsx')).SilentWall);

/** The live screen: one picture of the fleet, asked for again and again. */
export function LiveScreen() {
  const isEntry = useContext(EntryContext);
  const board = useBoard();
  const { kiosk } = useView();
  const { data: picture, isError } = usePicture();
  const [isBack] = useState(!isEntry && picture !== undefined);
  useEffect(() => {
    if (!picture) return;
    const { arrived, snapshot } = picture;
    reconcile(board.pauses, {
      arrived,
      holdsOn: (id) => snapshot.updates.find((update) => update.id === id)?.holds,
    });
  }, [board, picture]);
  if (picture) return <Answered picture={picture} isBack={isBack} />;
  if (!kiosk) return <BeforeFirstAnswer silent={isError} />;
  return (
    <Suspense fallback={null}>
      <SilentWall silent={isError} />
    </Suspense>
  );
}

interface AnsweredProps {
  picture: Picture;
  /** Somebody came back: the page is there as a whole at once, so that it is found where it was left. */
  isBack: boolean;
}

function Answered({ picture, isBack }: AnsweredProps) {
  const { snapshot, asOf, arrived } = picture;
  const board = useBoard();
  const { range, kiosk } = useView();
  const hurried = useStore(board.pauses, isHurried);
  const everyMs = pollInterval(snapshot, hurried);
  const state = useFreshness(arrived, everyMs);
  const series = useRingSeries({ update: snapshot.focus, last: range, everyMs });
  // The verdict is drawn at once; the panels that explain it, in pieces between which the browser can do other things.
  const explained = useDeferredValue(snapshot, isBack ? snapshot : null);
  const drawn = useDeferredValue(series);
  // Until the panels of the first devices are drawn the page is still the one without any: never both.
  const empty = (explained ?? snapshot).verdict.state === 'no devices';
  const stale = useMemo(() => (state === 'stale' ? { asOf, arrived } : null), [state, asOf, arrived]);
  if (kiosk) {
    return (
      <Suspense fallback={null}>
        <Wallboard picture={picture} series={drawn} state={state} />
      </Suspense>
    );
  }
  const bar = (
    <TopBar now={asOf}>
      {empty ? <WaitingChip words="Waiting for the first device" /> : <FleetChip fleet={snapshot.fleet} />}
      <ServerChip arrived={arrived} state={state} />
    </TopBar>
  );
  return (
    <Screen sign={signOfFleet(snapshot, state)} drill={snapshot.drill} asOf={asOf} stale={stale} bar={bar}>
      <Troubles troubles={snapshot.troubles} />
      {!empty && <VerdictStrip picture={picture} state={state} everyMs={everyMs} />}
      {explained ? (
        <Fenced until={[explained.asOf]}>
          <Panels snapshot={explained} series={drawn} />
        </Fenced>
      ) : (
        <main id="main" tabIndex={-1} aria-busy />
      )}
    </Screen>
  );
}
