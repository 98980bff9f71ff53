/** Every explanation by its route's operationId. */
import type { ROUTES } from '../routes.ts';
import { addNote, getGate, giveReason, liftHold, placeHold } from './deciding.ts';
import type { Explanation } from './explanation.ts';
import { postReports, putDevices, putHistory, putUpdate } from './feeding.ts';
import { getDevice, getHealth, getLog, getReadiness, listDevices } from './lists.ts';
import { getSeries, getSnapshot, getUpdate, getUpdateEvidence, listUpdates } from './pictures.ts';

/** Takes nothing and answers in words of its own, not in JSON fields. */
const NOTHING_TO_SAY: Explanation = {};

type OperationId = (typeof ROUTES)[number]['operationId'];

export const EXPLANATIONS: Readonly<Record<OperationId, Explanation>> = {
  postReports,
  putDevices,
  putUpdate,
  putHistory,
  getSnapshot,
  getSeries,
  listUpdates,
  getUpdate,
  getUpdateEvidence,
  listDevices,
  getDevice,
  getLog,
  addNote,
  placeHold,
  giveReason,
  liftHold,
  getGate,
  getHealth,
  getReadiness,
  getMetrics: NOTHING_TO_SAY,
  getOpenApi: NOTHING_TO_SAY,
  getDocs: NOTHING_TO_SAY,
};
