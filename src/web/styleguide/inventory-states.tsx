/** The line that says how complete the inventory is. */
import { gaps } from '../fixtures/states.ts';
import { InventoryLine } from '../inventory/inventory-line.tsx';
import type { GuideSection } from './guide-state.ts';

const whole = { devices: gaps.devices, heardInDay: gaps.devices, inNoRing: [], noSite: 0 };
const channels = ['falcon-content', 'intune-quality', 'hawkbit-kiosks-north'];
const manyGaps = { ...gaps, inNoRing: channels.map((channel, i) => ({ channel, devices: 1_140 - 300 * i })) };

export const inventoryStates: GuideSection = {
  id: 'inventory',
  title: 'Inventory line',
  room: 'whole',
  states: [
    { name: 'With gaps', view: <InventoryLine gaps={gaps} /> },
    { name: 'Several channels', view: <InventoryLine gaps={manyGaps} /> },
    { name: 'Complete', view: <InventoryLine gaps={whole} /> },
    { name: 'Inventory, old data', view: <InventoryLine gaps={gaps} />, stale: true },
  ],
};
