/** The search, as if that had been typed. */
import { Loading } from '../commands/type-ahead.tsx';
import { loopingDevice } from '../fixtures/devices.ts';
import { failing } from '../fixtures/failing.ts';
import { SearchSheet } from '../search/search-sheet.tsx';
import { createFakeServer } from '../testing/fake-server.ts';
import type { GuideSection, GuideState } from './guide-state.ts';

const server = createFakeServer(failing);
server.devices = [{ ...loopingDevice, device: 'edge-0417' }];

const nothing = () => {};
const typed = (name: string, text: string): GuideState => ({
  name,
  view: <SearchSheet typed={text} onClose={nothing} onCommand={nothing} />,
  send: server.send,
});

export const searchStates: GuideSection = {
  id: 'search',
  title: 'Search',
  room: 'half',
  states: [
    typed('Nothing typed', ''),
    typed('Results', 'edge'),
    typed('Nothing found', 'zzz'),
    { name: 'Loading', view: <Loading text="pause 291" /> },
  ],
};
