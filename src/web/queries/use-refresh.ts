import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Asks now for what is on the screen. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await queries.invalidateQueries({ refetchType: 'active' });
  }, [queries]);
}
