import { type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { Fenced } from '../app/fenced.tsx';
import { lazyPart } from '../app/lazy-part.tsx';
import { DEVICES, LIVE, UPDATES } from '../app/places.ts';
import { useAddress } from '../app/use-address.ts';
import { useView } from '../app/use-view.ts';
import { useVisit } from '../app/use-visit.ts';
import type { Range } from '../app/view.ts';
import { useRefresh } from '../queries/use-refresh.ts';
import { type Commands, CommandsContext, type Overlay } from './commands.ts';
import { focusPause, focusUndo } from './focus-pause.ts';
import type { Command } from './keymap.ts';
import { readSingleKeys, writeSingleKeys } from './single-keys.ts';
import { TypeAhead } from './type-ahead.tsx';
import { useKeys } from './use-keys.ts';

// Nobody waits for them: they are fetched when first asked for.
const SearchSheet = lazyPart(async () => (await import('../search/search-sheet.tsx')).SearchSheet);
const KeysSheet = lazyPart(async () => (await import('./keys-sheet.tsx')).KeysSheet);

/** A wall only shows: no key leads from it to what can be pressed. */
const NOT_ON_A_WALL: ReadonlySet<Command> = new Set(['search', 'keys', 'updates', 'devices']);

/** What works on every screen: keys, search, help. */
export function CommandLayer({ children }: { children: ReactNode }) {
  const visit = useVisit();
  const refresh = useRefresh();
  const { tz, kiosk, change } = useView();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [singleKeys, setOn] = useState(readSingleKeys);
  /** Typed before the search was there. */
  const [early, setEarly] = useState('');
  const close = useCallback(() => setOverlay(null), []);
  const { path } = useAddress();
  const [openedAt, setOpenedAt] = useState(path);
  if (path !== openedAt) {
    // Whoever goes back leaves a sheet with the screen it was opened on.
    setOpenedAt(path);
    close();
  }

  const isWall = kiosk && path === LIVE;
  const run = useCallback(
    (command: Command) => {
      if (isWall && NOT_ON_A_WALL.has(command)) return;
      switch (command) {
        case 'search':
        case 'keys':
          setEarly('');
          return setOverlay(command);
        case 'live':
          return visit(LIVE);
        case 'updates':
          return visit(UPDATES);
        case 'devices':
          return visit(DEVICES);
        case 'pause':
          return focusPause();
        case 'undo':
          return focusUndo();
        case 'refresh':
          return void refresh();
        case 'zone':
          return change({ tz: tz === 'utc' ? 'local' : 'utc' });
        default:
          return change({ range: command.slice('range '.length) as Range, part: null });
      }
    },
    [visit, refresh, change, tz, isWall],
  );
  useKeys(run, singleKeys);

  const commands = useMemo(
    (): Commands => ({
      open: run,
      singleKeys,
      setSingleKeys: (on) => {
        writeSingleKeys(on);
        setOn(on);
      },
    }),
    [singleKeys, run],
  );
  return (
    <CommandsContext value={commands}>
      {children}
      <Fenced until={[overlay]}>
        <Suspense fallback={<TypeAhead text={overlay === 'search' ? early : ''} onType={setEarly} onClose={close} />}>
          {overlay === 'search' && <SearchSheet typed={early} onClose={close} onCommand={run} />}
          {overlay === 'keys' && <KeysSheet onClose={close} />}
        </Suspense>
      </Fenced>
    </CommandsContext>
  );
}
