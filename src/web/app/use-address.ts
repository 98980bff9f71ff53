import { useCallback } from 'react';
import { type AroundNavHandler, type NavigateOptions, useRouter } from 'wouter';

/** The address as it stands there, and the way to another. The router's own hooks decode it, which cannot be undone. */
export function useAddress() {
  const router = useRouter();
  const [path, go] = router.hook(router);
  const navigate = useCallback(
    (to: string, options?: NavigateOptions) => router.aroundNav(go, to, options),
    [router, go],
  );
  return { path, query: router.searchHook(router), navigate };
}

/** Another place begins at its top; the browser itself finds where one was on the way back. */
export const fromTheTop: AroundNavHandler = (navigate, to, options) => {
  navigate(to, options);
  if (!options?.replace) window.scrollTo(0, 0);
};
