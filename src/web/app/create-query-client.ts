import { QueryClient } from '@tanstack/react-query';

/** A failed poll is shown as ageing data, so nothing is retried in between and offline polls go on. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', staleTime: 0, refetchIntervalInBackground: false },
    },
  });
