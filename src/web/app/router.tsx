import {
  createRootRoute,
  createRoute,
  createRouter,
  defaultStringifySearch,
  Outlet,
  type RouterHistory,
  useNavigate,
} from '@tanstack/react-router';
import { useMemo } from 'react';
import { CommandLayer } from '../commands/command-layer.tsx';
import { LiveScreen } from '../live/live-screen.tsx';
import { UnansweredBars } from '../pause/unanswered-bars.tsx';
import { UndoBars } from '../pause/undo-bars.tsx';
import { NotFound } from '../shell/nothing-here.tsx';
import { useTheme } from '../shell/use-theme.ts';
import { NotDrawn } from './instead-of-part.tsx';
import { lazyPart } from './lazy-part.tsx';
import { DEFAULT_VIEW, readSearch, shorten, ViewContext, type ViewControl } from './view.ts';

const rootRoute = createRootRoute({ validateSearch: readSearch, component: Root, notFoundComponent: NotFound });
const liveRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: LiveScreen });
// Fetched when somebody goes there: the live screen must be there at once.
const updateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/updates/$id',
  component: lazyPart(async () => (await import('../update/update-screen.tsx')).UpdateScreen),
});
const updatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/updates',
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } => (typeof q === 'string' && q !== '' ? { q } : {}),
  component: lazyPart(async () => (await import('../updates/updates-screen.tsx')).UpdatesScreen),
});
const deviceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/devices/$device',
  component: lazyPart(async () => (await import('../device/device-screen.tsx')).DeviceScreen),
});
// For those who work on it: the build for production leaves it out.
const guideRoutes =
  import.meta.env.MODE === 'production'
    ? []
    : [
        createRoute({
          getParentRoute: () => rootRoute,
          path: '/styleguide',
          component: lazyPart(async () => (await import('../styleguide/styleguide-screen.tsx')).StyleguideScreen),
        }),
      ];
const routeTree = rootRoute.addChildren([liveRoute, updatesRoute, updateRoute, deviceRoute, ...guideRoutes]);

export const createAppRouter = (history: RouterHistory) =>
  createRouter({
    routeTree,
    history,
    defaultErrorComponent: NotDrawn,
    defaultPreload: false,
    scrollRestoration: true,
    stringifySearch,
  });

/** A switch needs no value in the address: `?kiosk`. */
const stringifySearch = (search: Record<string, unknown>): string =>
  defaultStringifySearch(search).replace(/([?&]kiosk)=true\b/, '$1');

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

function Root() {
  const search = rootRoute.useSearch();
  // Not the root's own: seen from there '.' is the live screen, wherever one is.
  const navigate = useNavigate();
  const view = useMemo((): ViewControl => {
    // The router hands on parameters it does not know beside the checked ones, so they are read again.
    const current = { ...DEFAULT_VIEW, ...readSearch({ ...search }) };
    return {
      ...current,
      change: (patch) =>
        void navigate({
          to: '.',
          search: ({ q }) => ({ ...(q === undefined ? {} : { q }), ...shorten({ ...current, ...patch }) }),
          replace: true,
          resetScroll: false,
        }),
    };
  }, [search, navigate]);
  useTheme(view.theme);
  return (
    <ViewContext value={view}>
      <CommandLayer>
        <Outlet />
        <div className="undo-bars">
          <UnansweredBars />
          <UndoBars />
        </div>
      </CommandLayer>
    </ViewContext>
  );
}
