/** The server's API as a deployment pipeline or a script uses it. */
import { call, type Input, type Send } from '#contract/client.ts';
import type { GateAnswer } from '#contract/hold.ts';
import type { LogEntry } from '#contract/log.ts';
import type { ResponseOf, Route } from '#contract/route.ts';
import { getGate, getLog, getSnapshot } from '#contract/routes.ts';
import type { UpdateInRing, UpdateSummary } from '#contract/update.ts';
import { httpSend } from '#host/http-send.ts';

const TIMEOUT_MS = 20_000;

/** Calls one route. @throws ProblemError when the server says no */
export type Call = <R extends Route>(route: R, input: Input<R>) => Promise<ResponseOf<R>>;

/**
 * Calls to the server at `url`. Each has a connection of its own: a kept one that the server closes just when the
 * next request is on its way would fail that request.
 */
export function callsTo(url: string): Call {
  const http = httpSend(url, TIMEOUT_MS);
  const send: Send = (request) => http({ ...request, headers: { ...request.headers, connection: 'close' } });
  return (route, input) => call(send, route, input);
}

/** The gate's answer for an update and a ring. */
export async function decision(ask: Call, update: string, ring: string): Promise<GateAnswer['decision']> {
  return (await ask(getGate, { query: { update, ring } })).decision;
}

/** The log of an update, oldest first. */
export async function logOf(ask: Call, update: string): Promise<LogEntry[]> {
  return (await ask(getLog, { query: { update, limit: '200' } })).entries.toReversed();
}

/** The fleet's time, epoch milliseconds. */
export async function fleetTime(ask: Call): Promise<number> {
  return (await ask(getSnapshot, { query: {} })).asOf;
}

/** How an update stands in the current picture; undefined while the picture does not list it. */
export async function standing(ask: Call, update: string): Promise<UpdateSummary | undefined> {
  const { updates } = await ask(getSnapshot, { query: {} });
  return updates.find(({ id }) => id === update);
}

/** Devices that activated the update, ever: all, or those of one ring. */
export async function exposed(ask: Call, update: string, ring?: string): Promise<number> {
  const summary = await standing(ask, update);
  const place: UpdateSummary | UpdateInRing | undefined =
    ring === undefined ? summary : summary?.rings.find((candidate) => candidate.ring === ring);
  if (!place) return 0;
  return place.counts.pending + place.counts.checked + place.counts.censored;
}
