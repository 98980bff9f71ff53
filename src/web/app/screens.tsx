import { Suspense, useMemo, useState } from 'react';
import { Route, Switch } from 'wouter';
import { CommandLayer } from '../commands/command-layer.tsx';
import { LiveScreen } from '../live/live-screen.tsx';
import { UnansweredBars } from '../pause/unanswered-bars.tsx';
import { UndoBars } from '../pause/undo-bars.tsx';
import { BeforeFirstAnswer } from '../shell/before-first-answer.tsx';
import { NotFound } from '../shell/nothing-here.tsx';
import { useTheme } from '../shell/use-theme.ts';
import { EntryContext } from './arrival.ts';
import { Fenced } from './fenced.tsx';
import { lazyPart } from './lazy-part.tsx';
import { DEVICES, fromSegment, LIVE, UPDATES } from './places.ts';
import { useAddress } from './use-address.ts';
import { ViewContext, type ViewControl } from './use-view.ts';
import { readView, writeView } from './view.ts';

// Fetched when somebody goes there: the live screen must be there at once.
const UpdateScreen = lazyPart(async () => (await import('../update/update-screen.tsx')).UpdateScreen);
const UpdatesScreen = lazyPart(async () => (await import('../updates/updates-screen.tsx')).UpdatesScreen);
const DevicesScreen = lazyPart(async () => (await import('../devices/devices-screen.tsx')).DevicesScreen);
const DeviceScreen = lazyPart(async () => (await import('../device/device-screen.tsx')).DeviceScreen);
// For those who work on it: the build for production leaves it out.
const StyleguideScreen =
  import.meta.env.MODE === 'production'
    ? null
    : lazyPart(async () => (await import('../styleguide/styleguide-screen.tsx')).StyleguideScreen);

/** What the address leads to, and what is there on every screen. */
export function Screens() {
  const { path, query } = useAddress();
  const isEntry = useIsEntry(path);
  const view = useViewOfAddress();
  useTheme(view.theme);
  return (
    <ViewContext value={view}>
      <EntryContext value={isEntry}>
        <Fenced until={[path, query]}>
          <CommandLayer>
            <Fenced until={[path, query]}>
              <Suspense fallback={<BeforeFirstAnswer silent={false} />}>
                <Switch location={path}>
                  <Route path={LIVE} component={LiveScreen} />
                  <Route path={UPDATES} component={UpdatesScreen} />
                  <Route path={`${UPDATES}/:parts`}>{({ parts }) => <UpdateScreen parts={fromSegment(parts)} />}</Route>
                  <Route path={DEVICES} component={DevicesScreen} />
                  <Route path={`${DEVICES}/:device`}>
                    {({ device }) => <DeviceScreen device={fromSegment(device)} />}
                  </Route>
                  {StyleguideScreen && <Route path="/styleguide" component={StyleguideScreen} />}
                  <Route component={NotFound} />
                </Switch>
              </Suspense>
            </Fenced>
            <div className="undo-bars">
              <Fenced until={[path, query]}>
                <UnansweredBars />
                <UndoBars />
              </Fenced>
            </div>
          </CommandLayer>
        </Fenced>
      </EntryContext>
    </ViewContext>
  );
}

/** Whether one is still where the page was opened. */
function useIsEntry(path: string): boolean {
  const [entry] = useState(path);
  const [moved, setMoved] = useState(false);
  if (!moved && path !== entry) setMoved(true);
  return !moved && path === entry;
}

function useViewOfAddress(): ViewControl {
  const { query, stay } = useAddress();
  return useMemo(() => {
    const view = readView(query);
    return {
      ...view,
      change: (patch) => stay(writeView({ ...view, ...patch }, query)),
    };
  }, [query, stay]);
}
