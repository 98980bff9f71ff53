import { useCallback } from 'react';
import { useAddress } from './use-address.ts';
import { useView } from './use-view.ts';
import { addressOf, type View } from './view.ts';

/** Goes to a place of `places.ts`, with a query of its own or none, looked at as one looks now but for `patch`. */
export function useVisit(): (place: string, patch?: Partial<View>) => void {
  const { go } = useAddress();
  const view = useView();
  return useCallback((place, patch) => go(addressOf(place, { ...view, ...patch })), [go, view]);
}
