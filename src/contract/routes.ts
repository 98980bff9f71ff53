/** Every route of the API. */
import * as z from 'zod/mini';
import { DeviceDetail, DeviceFilter, DevicePage } from './device.ts';
import { HistoryLine, HistoryReceipt } from './history.ts';
import { GateAnswer, GiveReason, HoldReceipt, LiftHold, LiftReceipt, PlaceHold } from './hold.ts';
import { InventoryLine, InventoryQuery, InventoryReceipt } from './inventory.ts';
import { AddNote, LogPage, NoteEntry } from './log.ts';
import { ReportBatch, ReportsReceipt } from './report.ts';
import type { Route } from './route.ts';
import { Series, SeriesQuery } from './series.ts';
import { Snapshot } from './snapshot.ts';
import { Text } from './text.ts';
import { UpdateFacts, UpdatePage } from './update.ts';
import { EvidenceQuery, EvidenceSeries, UpdateDetail } from './update-detail.ts';
import { UpdateId } from './update-id.ts';

const OneUpdate = z.object({ id: UpdateId });
const OneHold = z.object({ id: UpdateId, hold: Text });
/** A whole number written as text, as query parameters are. */
const Digits = z.string().check(z.regex(/^\d{1,15}$/, 'must be a whole number'));
const PageSize = z.string().check(z.regex(/^[1-9]\d{0,14}$/, 'must be a whole number from 1 on'));
const Page = { limit: z.optional(PageSize), cursor: z.optional(Text) };

export const postReports = {
  operationId: 'postReports',
  method: 'POST',
  path: '/api/reports',
  summary: 'Devices report: boots, heartbeats, installs, crashes, shutdowns',
  body: ReportBatch,
  response: ReportsReceipt,
  problems: [
    'bad-request',
    'too-slow',
    'conflict',
    'too-large',
    'wrong-content-type',
    'too-busy',
    'storage-full',
    'not-ready',
  ],
} as const satisfies Route;

export const putDevices = {
  operationId: 'putDevices',
  method: 'PUT',
  path: '/api/devices',
  summary:
    'Inventory: devices with labels and rings, one a line, as JSON or CSV; with ?dry-run only what it would change',
  query: InventoryQuery,
  lines: InventoryLine,
  table: true,
  response: InventoryReceipt,
  problems: ['bad-request', 'too-slow', 'too-large', 'wrong-content-type', 'too-busy', 'storage-full', 'not-ready'],
} as const satisfies Route;

export const putUpdate = {
  operationId: 'putUpdate',
  method: 'PUT',
  path: '/api/updates/{id}',
  summary: 'What is known of an update: name, channel, target, plan',
  params: OneUpdate,
  body: UpdateFacts,
  response: z.object({ id: UpdateId }),
  problems: ['bad-request', 'wrong-content-type', 'storage-full', 'not-ready'],
} as const satisfies Route;

export const putHistory = {
  operationId: 'putHistory',
  method: 'PUT',
  path: '/api/history',
  summary: 'Trial tallies of the past, into an empty folder only; one JSON object a line',
  lines: HistoryLine,
  response: HistoryReceipt,
  problems: [
    'bad-request',
    'too-slow',
    'conflict',
    'too-large',
    'wrong-content-type',
    'too-busy',
    'storage-full',
    'not-ready',
  ],
} as const satisfies Route;

export const getSnapshot = {
  operationId: 'getSnapshot',
  method: 'GET',
  path: '/api/snapshot',
  summary: 'One consistent picture of the fleet; with ?at= the one that was on the board then',
  query: z.strictObject({ at: z.optional(Digits) }),
  response: Snapshot,
  problems: ['bad-request', 'not-found', 'not-ready'],
} as const satisfies Route;

export const getSeries = {
  operationId: 'getSeries',
  method: 'GET',
  path: '/api/series',
  summary: 'Counts over the last hours by ring or sector',
  query: SeriesQuery,
  response: Series,
  problems: ['bad-request', 'not-ready'],
} as const satisfies Route;

export const listUpdates = {
  operationId: 'listUpdates',
  method: 'GET',
  path: '/api/updates',
  summary: 'All updates, the suspected first',
  query: z.strictObject({ q: z.optional(Text), ...Page }),
  response: UpdatePage,
  problems: ['bad-request', 'not-ready'],
} as const satisfies Route;

export const getUpdate = {
  operationId: 'getUpdate',
  method: 'GET',
  path: '/api/updates/{id}',
  summary: 'One update: how it stands, who explains what, and what earlier rings could not have shown',
  params: OneUpdate,
  response: UpdateDetail,
  problems: ['bad-request', 'not-found', 'not-ready'],
} as const satisfies Route;

export const getUpdateEvidence = {
  operationId: 'getUpdateEvidence',
  method: 'GET',
  path: '/api/updates/{id}/evidence',
  summary: 'Evidence against an update over the last hours, as natural logarithms',
  params: OneUpdate,
  query: EvidenceQuery,
  response: EvidenceSeries,
  problems: ['bad-request', 'not-found', 'not-ready'],
} as const satisfies Route;

export const listDevices = {
  operationId: 'listDevices',
  method: 'GET',
  path: '/api/devices',
  summary: 'Devices by the beginning of their id, or by label, condition or how they stand with an update',
  query: z.strictObject({
    /** What ids begin with, capital or not; by itself, and one page only. */
    q: z.optional(Text),
    ...DeviceFilter.shape,
    ...Page,
  }),
  response: DevicePage,
  problems: ['bad-request', 'not-ready'],
} as const satisfies Route;

export const getDevice = {
  operationId: 'getDevice',
  method: 'GET',
  path: '/api/devices/{device}',
  summary: 'One device: boots, updates, last reports, and why it counts as what it counts as',
  params: z.object({ device: Text }),
  response: DeviceDetail,
  problems: ['not-found', 'not-ready'],
} as const satisfies Route;

export const getLog = {
  operationId: 'getLog',
  method: 'GET',
  path: '/api/log',
  summary: 'Everything that was decided, newest first',
  query: z.strictObject({ update: z.optional(UpdateId), ...Page }),
  response: LogPage,
  problems: ['bad-request', 'not-ready'],
} as const satisfies Route;

export const addNote = {
  operationId: 'addNote',
  method: 'POST',
  path: '/api/log',
  summary: 'Write a note into the log, about an update or about none',
  body: AddNote,
  response: NoteEntry,
  keyed: true,
  problems: [
    'bad-request',
    'not-found',
    'conflict',
    'wrong-content-type',
    'idempotency-key-missing',
    'storage-full',
    'not-ready',
  ],
} as const satisfies Route;

export const placeHold = {
  operationId: 'placeHold',
  method: 'POST',
  path: '/api/updates/{id}/holds',
  summary: 'Pause an update in all or some rings; sets a state, never toggles',
  params: OneUpdate,
  body: PlaceHold,
  response: HoldReceipt,
  keyed: true,
  problems: [
    'bad-request',
    'not-found',
    'conflict',
    'wrong-content-type',
    'idempotency-key-missing',
    'storage-full',
    'not-ready',
  ],
} as const satisfies Route;

export const giveReason = {
  operationId: 'giveReason',
  method: 'POST',
  path: '/api/updates/{id}/holds/{hold}/reason',
  summary: 'Say why the hold was placed',
  params: OneHold,
  body: GiveReason,
  response: HoldReceipt,
  keyed: true,
  problems: ['bad-request', 'not-found', 'wrong-content-type', 'idempotency-key-missing', 'storage-full', 'not-ready'],
} as const satisfies Route;

export const liftHold = {
  operationId: 'liftHold',
  method: 'POST',
  path: '/api/updates/{id}/holds/{hold}/lift',
  summary: 'Lift a hold with a reason, or undo it within 10 s',
  params: OneHold,
  body: LiftHold,
  response: LiftReceipt,
  keyed: true,
  problems: [
    'bad-request',
    'not-found',
    'conflict',
    'wrong-content-type',
    'idempotency-key-missing',
    'storage-full',
    'not-ready',
  ],
} as const satisfies Route;

export const getGate = {
  operationId: 'getGate',
  method: 'GET',
  path: '/api/gate',
  summary: 'May this update go to this ring now?',
  query: z.strictObject({ update: UpdateId, ring: Text }),
  response: GateAnswer,
  problems: ['bad-request', 'log-damaged', 'not-ready'],
} as const satisfies Route;

export const getHealth = {
  operationId: 'getHealth',
  method: 'GET',
  path: '/healthz',
  summary: 'The process answers',
  response: z.object({ ok: z.boolean() }),
  problems: [],
} as const satisfies Route;

export const getReadiness = {
  operationId: 'getReadiness',
  method: 'GET',
  path: '/readyz',
  summary: 'State is rebuilt; what does not work all the same is listed',
  /** `degraded`: what does not work although it is ready, a sentence each. */
  response: z.object({ ready: z.boolean(), detail: z.string(), degraded: z.array(z.string()) }),
  problems: ['not-ready'],
} as const satisfies Route;

export const getMetrics = {
  operationId: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  summary: 'Prometheus metrics',
  produces: 'text/plain; version=0.0.4',
  problems: [],
} as const satisfies Route;

export const getOpenApi = {
  operationId: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This description',
  produces: 'application/json',
  problems: [],
} as const satisfies Route;

export const getDocs = {
  operationId: 'getDocs',
  method: 'GET',
  path: '/docs',
  summary: 'This description, for people',
  produces: 'text/html',
  problems: [],
} as const satisfies Route;

export const ROUTES = [
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
  getMetrics,
  getOpenApi,
  getDocs,
] as const satisfies readonly Route[];
