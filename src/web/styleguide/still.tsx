import { type ReactNode, useState } from 'react';
import type { Send } from '#contract/client.ts';
import { type Board, BoardContext } from '../app/board.ts';
import { createBoard } from '../app/create-board.ts';
import { at } from '../fixtures/build.ts';
import { StaleContext } from '../live/as-of.tsx';
import type { Instant } from '../live/instant.ts';
import { type Intent, putIntent } from '../pause/pause-store.ts';
import { SheetInPlace } from '../shell/sheet.tsx';

/** Both clocks of the viewer: they stand. */
export const NOW = 1_000_000;
export const secondsAgo = (seconds: number): Instant => ({
  elapsed: NOW - seconds * 1_000,
  clock: NOW - seconds * 1_000,
});
const STALE_SEC = 47;
/** What old answers of the guide are: 47 s old, from 04:31. */
export const OLD = { asOf: at(22), arrived: secondsAgo(STALE_SEC) };

const never = () => new Promise<never>(() => {});

/** A board on which time stands and nobody answers unless told to, so that a state stays as it is whatever is pressed. */
function stillBoard(intents: readonly Intent[], send: Send): Board {
  const board = createBoard({
    send,
    clock: () => NOW,
    elapsed: () => NOW,
    wait: never,
    newKey: () => 'key-1',
    reload: () => {},
    origin: 'http://127.0.0.1:8080',
  });
  for (const intent of intents) putIntent(board.pauses, intent);
  return board;
}

interface Props {
  intents: readonly Intent[];
  send?: Send;
  stale: boolean;
  children: ReactNode;
}

/** Where a state of a component is held still. */
export function Still({ intents, send = never, stale, children }: Props) {
  const [board] = useState(() => stillBoard(intents, send));
  return (
    <BoardContext value={board}>
      <StaleContext value={stale ? OLD : null}>
        <SheetInPlace value>
          <div className={stale ? 'still stale' : 'still'}>{children}</div>
        </SheetInPlace>
      </StaleContext>
    </BoardContext>
  );
}
