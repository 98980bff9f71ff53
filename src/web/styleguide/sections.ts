/** The style guide's table of contents. */
import { chartStates, matrixStates } from './chart-states.tsx';
import type { GuideSection } from './guide-state.ts';
import { inventoryStates } from './inventory-states.tsx';
import { pageStates } from './page-states.tsx';
import { propagationStates, sheetStates, targetStates } from './pause-states.tsx';
import { cardStates, laneStates } from './ring-states.tsx';
import { searchStates } from './search-states.tsx';
import { stripStates } from './strip-states.tsx';
import { logStates, tableStates, tileStates, updateStates } from './table-states.tsx';
import { buttonStates, verdictStates } from './verdict-states.tsx';
import { wallStates } from './wall-states.tsx';
import { barStates, chipStates, evidenceStates, freshnessStates } from './word-states.tsx';

export const SECTIONS: readonly GuideSection[] = [
  verdictStates,
  buttonStates,
  cardStates,
  laneStates,
  inventoryStates,
  chipStates,
  evidenceStates,
  barStates,
  freshnessStates,
  chartStates,
  stripStates,
  matrixStates,
  propagationStates,
  targetStates,
  sheetStates,
  logStates,
  tileStates,
  tableStates,
  updateStates,
  searchStates,
  wallStates,
  pageStates,
];
