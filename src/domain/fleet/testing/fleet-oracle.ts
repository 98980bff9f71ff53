/**
 * The fleet's definitions once more, the slow and plain way: for tests. Takes everything that was ever
 * reported, in order of time, keeps every boot, and counts from scratch.
 */
import type { Report } from '#contract/report.ts';
import type { Condition } from '#contract/words.ts';

interface Boot {
  id: string;
  start?: number;
  done?: number;
  heard: number;
  ended?: { at: number; intent: string };
}

export interface OracleDevice {
  condition: Condition | 'absent';
  recovered: boolean;
  ring: string;
  sector: string;
  stages: Map<string, { stage: string; outcome: string }>;
}

const sec = (ms: number) => Math.floor(ms / 1000);
const SILENCE = 240;
const HORIZON = 600;

function bootsOf(reports: readonly Report[]): Boot[] {
  const boots: Boot[] = [];
  for (const report of reports) {
    if (!('boot' in report) || report.boot === undefined || report.kind === 'crash') continue;
    const at = sec(report.at);
    let boot = boots.find(({ id }) => id === report.boot);
    if (!boot) {
      boot = { id: report.boot, heard: 0 };
      boots.push(boot);
    }
    if (report.kind === 'boot.started') boot.start = at;
    if (report.kind === 'boot.completed' || report.kind === 'heartbeat') {
      boot.done = Math.min(at, boot.done ?? at);
      boot.heard = Math.max(boot.heard, at);
    }
    if (report.kind === 'shutdown' && report.intent === 'restart') boot.heard = Math.max(boot.heard, at);
    if (report.kind === 'shutdown') boot.ended = { at, intent: report.intent };
  }
  return boots.slice(-3).reverse();
}

const sign = (boot: Boot) => Math.max(boot.heard, boot.start ?? 0);
const verified = (boot: Boot) => boot.done !== undefined && boot.heard >= boot.done + 120;
const endedCleanly = (boot: Boot) => boot.ended !== undefined && boot.ended.at >= sign(boot);

function owed(boot: Boot): number | undefined {
  if (boot.ended && endedCleanly(boot)) return boot.ended.intent === 'restart' ? boot.ended.at + HORIZON : undefined;
  return boot.done === undefined ? (boot.start ?? 0) + HORIZON : sign(boot) + SILENCE;
}

/** 'looping', 'silent' or nothing: what the step from an older boot to the next one proves. */
function step(
  older: Boot | undefined,
  newer: Boot | undefined,
): { word: 'looping' | 'silent'; since: number } | undefined {
  if (!older || newer?.start === undefined || sign(older) === 0) return undefined;
  if (!endedCleanly(older) && older.done === undefined) return { word: 'looping', since: newer.start };
  const due = owed(older);
  return due !== undefined && newer.start > due ? { word: 'silent', since: due } : undefined;
}

export function oracleDevice(reports: readonly Report[], updates: readonly string[], now: number): OracleDevice {
  const ordered = [...reports].sort((a, b) => a.at - b.at);
  const boots = bootsOf(ordered);
  const heardAt = Math.max(0, ...ordered.filter((r) => r.kind !== 'crash' && r.kind !== 'gone').map((r) => sec(r.at)));
  const crashes = ordered.flatMap((r) =>
    r.kind === 'crash' ? [sec(r.at)] : r.kind === 'boot.started' && r.previous?.crash ? [sec(r.at) - 1] : [],
  );
  const crash = Math.max(0, ...crashes);
  const good = boots.find(verified);
  const settled = Math.max(0, good?.done ?? 0, ...boots.map((boot) => boot.ended?.at ?? 0));
  const proofs = [0, 1].flatMap((k) => ((boots[k]?.start ?? 0) > settled ? [step(boots[k + 1], boots[k])] : []));
  const looping = [
    ...(crash > settled ? [crash] : []),
    ...proofs.flatMap((p) => (p?.word === 'looping' ? [p.since] : [])),
  ];
  const silent = proofs.flatMap((p) => (p?.word === 'silent' ? [p.since] : []));
  const newest = boots[0];
  let due = newest ? owed(newest) : undefined;
  if (newest && heardAt > Math.max(sign(newest), newest.ended?.at ?? 0)) due = Math.max(due ?? 0, heardAt + SILENCE);
  if (due !== undefined && now >= due) silent.push(due);
  const goneAt = Math.max(0, ...ordered.filter((r) => r.kind === 'gone').map((r) => sec(r.at)));
  let condition: OracleDevice['condition'] = 'unknown';
  if (goneAt > 0 && goneAt >= heardAt) condition = 'absent';
  else if (looping.length) condition = 'looping';
  else if (silent.length) condition = 'silent';
  else if (newest && due === undefined) condition = 'off';
  else if (newest?.done !== undefined || good) condition = 'healthy';
  const recoveries = boots.filter(verified).map((boot) => recoveredBy(boots, boot, crash));
  const recoveredAt = condition === 'healthy' ? (recoveries.find((at) => at > 0) ?? 0) : 0;
  const down = condition === 'looping' || condition === 'silent';
  const since = Math.min(...looping, ...silent);
  const labels = ordered.findLast((r) => r.labels)?.labels;
  const stages = new Map(
    updates.flatMap((update) => {
      const found = oracleExposure(ordered, update, now);
      if (!found) return [];
      const { activated, stage } = found;
      const blamed = down && stage !== 'waiting' && since >= activated;
      const outcome = blamed ? condition : recoveredAt > activated && stage !== 'waiting' ? 'recovered' : '';
      return [[update, { stage, outcome }] as const];
    }),
  );
  return { condition, recovered: recoveredAt > 0, ring: labels?.ring ?? '', sector: labels?.sector ?? '', stages };
}

function recoveredBy(boots: readonly Boot[], good: Boot, crash: number): number {
  const from = boots.indexOf(good);
  let settledBefore = 0;
  let proof = false;
  for (let k = from + 1; k < boots.length; k++) {
    if (settledBefore === 0 && step(boots[k], boots[k - 1])) proof = true;
    settledBefore = Math.max(settledBefore, boots[k].ended?.at ?? 0, verified(boots[k]) ? (boots[k].done ?? 0) : 0);
  }
  const crashed = crash > settledBefore && crash <= (good.done ?? 0) && crash > 0;
  return proof || crashed ? (good.done ?? 0) : 0;
}

function oracleExposure(ordered: readonly Report[], update: string, now: number) {
  const install = ordered.find((r) => r.kind === 'update.installed' && r.update === update);
  if (install?.kind !== 'update.installed') return undefined;
  const at = sec(install.at);
  if (install.activation === 'reboot') {
    const begins = (r: Report) => r.kind === 'boot.started' || (r.kind === 'shutdown' && r.intent === 'restart');
    const start = ordered.find((r) => begins(r) && sec(r.at) > at);
    if (!start) return { activated: 0, stage: 'waiting' };
    const activated = sec(start.at);
    return judged(ordered, activated, activated + HORIZON, activated + HORIZON, now);
  }
  return judged(ordered, at, at + SILENCE, at + 120, now);
}

function judged(ordered: readonly Report[], activated: number, due: number, verifiedBy: number, now: number) {
  const switchedOff = ordered.some(
    (r) =>
      r.kind === 'shutdown' &&
      r.intent !== 'restart' &&
      sec(r.at) >= activated &&
      sec(r.at) < Math.min(due, verifiedBy),
  );
  return { activated, stage: switchedOff ? 'censored' : now < due ? 'pending' : 'checked' };
}
