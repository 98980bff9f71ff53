/** Sends a ledger's batches to a server that may go away, and compares what it has with what it acknowledged. */
import type { DeviceDetail } from '#contract/device.ts';
import type { LogPage } from '#contract/log.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { type Batch, type Ledger, UPDATE } from './ledger.ts';

const TIMEOUT_MS = 10_000;
/** Devices looked up one by one. */
const LOOKED_UP = 40;

/** @throws Error when it is not taken. */
export async function sendInventory(url: string, ledger: Ledger): Promise<void> {
  const headers = { 'content-type': 'application/x-ndjson' };
  const body = ledger.inventory();
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(`${url}/api/devices`, { method: 'PUT', headers, body, signal });
  if (!response.ok) throw new Error(`the inventory was not taken: ${response.status} ${await response.text()}`);
  ledger.acknowledgeInventory();
}

/** Batches of new devices, each with a note, until no answer comes. */
export async function sendUntilGone(url: string, ledger: Ledger): Promise<void> {
  for (;;) {
    const batch = ledger.next();
    if (!(await sendBatch(url, batch))) {
      ledger.unanswered.push(batch);
      return;
    }
    ledger.acknowledge(batch);
  }
}

/** What got no answer, each twice, as a client does whose answer was lost; says how many batches that were. */
export async function sendAgain(url: string, ledger: Ledger): Promise<number> {
  const batches = ledger.unanswered.splice(0);
  for (const batch of batches) {
    if (!(await sendBatch(url, batch))) throw new Error('a server that nobody kills did not answer');
    ledger.acknowledge(batch);
    await sendBatch(url, batch);
  }
  return batches.length;
}

/** True once both parts are answered. @throws Error on an answer that is no success. */
export async function sendBatch(url: string, { sentAt, reports, note }: Batch): Promise<boolean> {
  return (
    (await send(`${url}/api/reports`, { sentAt, reports }, {})) &&
    (await send(`${url}/api/log`, { text: note }, { 'idempotency-key': note }))
  );
}

async function send(url: string, body: object, headers: Record<string, string>): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    return false;
  }
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  const { rejected = [] } = (await response.json()) as { rejected?: readonly unknown[] };
  if (rejected.length > 0) throw new Error(`rejected: ${JSON.stringify(rejected.slice(0, 3))}`);
  return true;
}

/** A few acknowledged devices, each with everything it reported; says what is missing. `random`: from 0 to 1, by number. */
export async function lookUp(url: string, ledger: Ledger, random: (n: number) => number): Promise<string[]> {
  const devices = [...ledger.devices.keys()];
  const faults: string[] = [];
  for (let n = 0; n < Math.min(LOOKED_UP, devices.length); n++) {
    const device = devices[Math.floor(random(n) * devices.length)] ?? '';
    const detail = (await (await fetch(`${url}/api/devices/${device}`)).json()) as DeviceDetail;
    const missing = [...(ledger.devices.get(device) ?? [])].filter(
      (kind) => !detail.reports?.some((report) => report.kind === kind),
    );
    if (missing.length > 0) faults.push(`${device} lost ${missing.join(', ')}`);
  }
  return faults;
}

/** Every device once, listed or heard, every install once, every note once; says what differs. */
export async function checkTotals(url: string, ledger: Ledger): Promise<string[]> {
  const { fleet, inventory, updates } = (await (await fetch(`${url}/api/snapshot`)).json()) as Snapshot;
  const update = updates.find(({ id }) => id === UPDATE);
  const notes = await allNotes(url);
  const exposed = update === undefined ? 0 : update.counts.pending + update.counts.checked + update.counts.censored;
  const expected = [
    ['devices', fleet.devices, ledger.devices.size + ledger.listed],
    ['listed devices', inventory?.devices ?? 0, ledger.listed],
    ['installs', exposed, ledger.installs],
    ['notes', notes.length, ledger.notes.size],
    ['different notes', new Set(notes).size, ledger.notes.size],
  ] as const;
  return expected.flatMap(([what, is, due]) => (is === due ? [] : [`${what}: ${is}, acknowledged ${due}`]));
}

async function allNotes(url: string): Promise<string[]> {
  const notes: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = (await (await fetch(`${url}/api/log?limit=200${cursor && `&cursor=${cursor}`}`)).json()) as LogPage;
    notes.push(...page.entries.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : [])));
    cursor = page.next;
  }
  return notes;
}
