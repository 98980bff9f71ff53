import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Snapshot } from '#contract/snapshot.ts';
import { useBoard } from '../app/board.ts';
import type { Freshness } from '../live/freshness.ts';
import type { Instant } from '../live/instant.ts';
import { useFreshness } from '../live/use-freshness.ts';
import { isHurried } from '../pause/pause-store.ts';
import { pollInterval } from '../queries/poll-interval.ts';
import { usePicture } from '../queries/snapshot-query.ts';
import { BeforeFirstAnswer } from './before-first-answer.tsx';
import { FleetChip } from './fleet-chip.tsx';
import { Screen } from './screen.tsx';
import { ServerChip } from './server-chip.tsx';
import { signOfFleet } from './tab-sign.ts';
import { TopBar } from './top-bar.tsx';
import { Troubles } from './troubles.tsx';

/** Said in place of what one request did not bring. */
export const NOT_ANSWERED = 'The server did not answer for this. It is asked again every few seconds.';

interface Props {
  title: string;
  /** What the screen is called beside the views; none for a view of its own. */
  here?: string;
  /** When the screen's own data arrived, and how often it is asked for; undefined while there is none. */
  answer?: { arrived: Instant; everyMs: number } | undefined;
  /** @param asOf the fleet clock of the picture. */
  children: (snapshot: Snapshot, asOf: number) => ReactNode;
}

/** A screen about part of the fleet: the picture of the whole gives it the drill's frame, the freshness and the alarm. */
export function BesidePicture({ title, here, answer, children }: Props) {
  const board = useBoard();
  const { data: picture, isError } = usePicture();
  const hurried = useStore(board.pauses, isHurried);
  const everyMs = pollInterval(picture?.snapshot, hurried);
  const ofFleet = useFreshness(picture?.arrived, everyMs);
  const ofScreen = useFreshness(answer?.arrived, answer?.everyMs ?? everyMs);
  const [state, arrived] = isWorse(ofScreen, ofFleet) ? [ofScreen, answer?.arrived] : [ofFleet, picture?.arrived];
  const asOf = picture?.asOf ?? 0;
  const stale = useMemo(() => (state === 'stale' && arrived ? { asOf, arrived } : null), [state, asOf, arrived]);
  if (!picture || !arrived) return <BeforeFirstAnswer silent={isError} />;
  const { snapshot } = picture;
  const bar = (
    <TopBar now={asOf} {...(here === undefined ? {} : { here })}>
      <FleetChip fleet={snapshot.fleet} />
      <ServerChip arrived={arrived} state={state} />
    </TopBar>
  );
  return (
    <Screen sign={signOfFleet(snapshot, state, title)} drill={snapshot.drill} asOf={asOf} stale={stale} bar={bar}>
      <Troubles troubles={snapshot.troubles} />
      {children(snapshot, asOf)}
    </Screen>
  );
}

const ORDER: readonly Freshness[] = ['live', 'late', 'stale'];

/** A screen is as fresh as the older of the answers it is drawn from. */
const isWorse = (a: Freshness, b: Freshness): boolean => ORDER.indexOf(a) > ORDER.indexOf(b);
