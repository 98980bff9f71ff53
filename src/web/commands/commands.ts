/** What can be opened over any screen, and how a screen asks for it. */
import { createContext, useContext } from 'react';

export type Overlay = 'search' | 'keys';

export interface Commands {
  open: (overlay: Overlay) => void;
  /** Whether keys without Ctrl do something; a viewer who speaks to the computer can switch them off. */
  singleKeys: boolean;
  setSingleKeys: (on: boolean) => void;
}

export const CommandsContext = createContext<Commands>({
  open: () => {},
  singleKeys: true,
  setSingleKeys: () => {},
});
export const useCommands = (): Commands => useContext(CommandsContext);
