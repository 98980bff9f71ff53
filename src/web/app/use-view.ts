/** How the viewer looks at the board, for whatever draws it. */
import { createContext, useContext } from 'react';
import { DEFAULT_VIEW, type View } from './view.ts';

export interface ViewControl extends View {
  change: (patch: Partial<View>) => void;
}
export const ViewContext = createContext<ViewControl>({ ...DEFAULT_VIEW, change: () => {} });
export const useView = (): ViewControl => useContext(ViewContext);
