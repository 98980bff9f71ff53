import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { SNAPSHOT_KEY } from './snapshot-query.ts';

/** Asks now for what is on the screen, and for the picture of the fleet: it is what other screens begin with. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries({ refetchType: 'active' }),
      queries.refetchQueries({ queryKey: SNAPSHOT_KEY, type: 'inactive' }),
    ]);
  }, [queries]);
}
