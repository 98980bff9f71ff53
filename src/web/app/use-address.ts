import { useCallback } from 'react';
import { type AroundNavHandler, useRouter } from 'wouter';

/** The address as it stands there, and the ways to another. The router's own hooks decode it, which cannot be undone. */
export function useAddress() {
  const router = useRouter();
  const [raw, navigate] = router.hook(router);
  // Two slashes would begin the name of another server.
  const path = raw.replace(/^\/+/, '/');
  /** Goes to another place, which begins at its top. */
  const go = useCallback((to: string) => router.aroundNav(navigate, to), [router, navigate]);
  /** Gives the place where one is another query, its question mark included; nothing moves. */
  const stay = useCallback((query: string) => navigate(path + query, { replace: true }), [navigate, path]);
  return { path, query: router.searchHook(router), go, stay };
}

/**
 * Another place begins at its top; on the way back the browser finds by itself where one was. Whoever goes where he is
 * already is not to go back through it.
 */
export const fromTheTop: AroundNavHandler = (navigate, to, options) => {
  const { pathname, search } = window.location;
  navigate(to, { ...options, replace: to === pathname + search });
  window.scrollTo(0, 0);
};
