import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { GateAnswer, HoldReceipt } from '#contract/hold.ts';
import { MAX_NOTE } from '#contract/limits.ts';
import type { LogPage, NoteEntry } from '#contract/log.ts';
import type { Problem } from '#contract/problem.ts';
import { Snapshot } from '#contract/snapshot.ts';
import { createMemoryStore } from './memory-store.ts';
import { fleetWithFailure, PATH, snapshotOf, UPDATE } from './testing/made-fleet.ts';
import { makeApi, type TestApi } from './testing/make-api.ts';

const refusal = async (response: Response) => {
  const { status, code, detail } = (await response.json()) as Problem;
  return `${status} ${code}: ${detail}`;
};

describe('a note', () => {
  const note = (api: TestApi, body: unknown, key = 'n1') =>
    api.send('POST', '/api/log', body, { 'idempotency-key': key });

  it('is in the log once however often it is sent, and on the board at once', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 4, 0);
    const before = (await snapshotOf(api)).updates[0].logged;
    const body = { text: ' Asked the vendor \n', update: UPDATE };
    const answers = await Promise.all([note(api, body), note(api, body), note(api, { text: 'Lunch' }, 'n2')]);
    const [one, two, other] = (await Promise.all(answers.map((r) => r.json()))) as NoteEntry[];
    expect(one).toMatchObject({ kind: 'note', update: UPDATE, text: 'Asked the vendor', actor: { kind: 'person' } });
    expect(two).toEqual(one);
    expect(other).toMatchObject({ update: null, text: 'Lunch' });
    const { log, updates } = await snapshotOf(api);
    expect(log.filter(({ kind }) => kind === 'note')).toEqual([other, one]);
    expect(updates[0].logged).toBe(before + 1);
    const { entries } = await api.json<LogPage>(`/api/log?update=${encodeURIComponent(UPDATE)}`);
    expect(entries[0]).toEqual(one);
    expect((await note(api, { text: 'Something else' })).status).toBe(409);
  });

  it('is known to have been written after a restart', async () => {
    const store = createMemoryStore();
    const first: unknown = await (await note(await makeApi(store), { text: 'Asked the vendor' })).json();
    expect(await (await note(await makeApi(store), { text: 'Asked the vendor' })).json()).toEqual(first);
  });

  it('is refused with what is wrong', async () => {
    const api = await makeApi();
    expect(await refusal(await note(api, { text: 'x', update: 'a/b@1' }))).toMatch(/^404 not-found: No update a\/b@1/);
    expect(await refusal(await note(api, { text: ' \n ' }))).toMatch(/^400 bad-request: text: /);
    expect(await refusal(await note(api, { text: 'x'.repeat(MAX_NOTE + 1) }))).toMatch(/^400 bad-request: text: /);
    expect(await refusal(await note(api, { text: 'x' }, ''))).toMatch(/^428 idempotency-key-missing/);
    const plain = await api.send('POST', '/api/log', { text: 'x' }, { 'content-type': 'text/plain' });
    expect(await refusal(plain)).toMatch(/^415 wrong-content-type/);
    const foreign = await api.send('POST', '/api/log', { text: 'x' }, { origin: 'http://elsewhere.example' });
    expect(await refusal(foreign)).toMatch(/^403 foreign-origin/);
    expect((await api.json<LogPage>('/api/log')).entries.filter(({ kind }) => kind === 'note')).toEqual([]);
  });
});

describe('a pause', () => {
  const placeHold = (api: TestApi, key: string, rings: unknown = 'all') =>
    api.send('POST', `${PATH}/holds`, { rings }, { 'idempotency-key': key });
  const gateOf = (api: TestApi, ring: string) =>
    api.json<GateAnswer>(`/api/gate?update=${encodeURIComponent(UPDATE)}&ring=${ring}`);

  it('is one hold however often it is clicked, and the gate says hold at once', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    expect(await gateOf(api, 'Broad')).toEqual({ decision: 'go', known: true, since: null, reason: null });
    const [one, two, three] = await Promise.all([placeHold(api, 'k1'), placeHold(api, 'k1'), placeHold(api, 'k2')]);
    const receipts = (await Promise.all([one, two, three].map((r) => r.json()))) as HoldReceipt[];
    expect(new Set(receipts.map(({ hold }) => hold.id)).size).toBe(1);
    expect(receipts.filter(({ already }) => !already)).toHaveLength(1);
    expect((await gateOf(api, 'Broad')).decision).toBe('hold');
    const { entries } = await api.json<LogPage>('/api/log');
    expect(entries.filter(({ kind }) => kind === 'hold_placed')).toHaveLength(1);
    expect(entries.filter(({ kind }) => kind === 'hold_kept')).toHaveLength(1);
    expect((await snapshotOf(api)).verdict).toEqual({ state: 'paused', update: UPDATE });
  });

  it('asked for once more keeps the reasons of both', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    for (const reason of ['First reason', 'Second reason']) {
      await api.send('POST', `${PATH}/holds`, { rings: 'all', reason }, { 'idempotency-key': reason });
    }
    const { entries } = await api.json<LogPage>('/api/log');
    expect(entries.slice(0, 2)).toMatchObject([
      { kind: 'hold_kept', reason: 'Second reason' },
      { kind: 'hold_placed', reason: 'First reason' },
    ]);
    for (const key of ['First reason', 'Second reason']) {
      const again = await api.send(
        'POST',
        `${PATH}/holds`,
        { rings: 'all', reason: 'Third' },
        { 'idempotency-key': key },
      );
      expect(await refusal(again)).toMatch(
        /^409 conflict: This Idempotency-Key was used with another value of "reason"/,
      );
    }
  });

  it('of nothing that is known here is not, and what is not known is said', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    const asked = (update: string, ring: string) =>
      api.json<GateAnswer>(`/api/gate?${new URLSearchParams({ update, ring })}`);
    const said = async (update: string, ring: string) => (await asked(update, ring)).reason ?? '';
    expect(await asked(UPDATE, 'broad')).toMatchObject({ decision: 'go', known: false });
    expect(await said(UPDATE, 'broad')).toBe('No device is in a ring "broad". Is Broad meant?');
    expect(await said('crowdstrike/falcon-content@292', 'Broad')).toBe(
      'No update crowdstrike/falcon-content@292 is known here.',
    );
    expect(await said('crowdstirke/falcon-content@292', 'Broad')).toMatch(
      /is known here\. Is crowdstrike\/falcon-content meant\?$/,
    );
    expect(await said(UPDATE.replace('strike', 'stirke'), 'Braod')).toBe(
      `No update ${UPDATE.replace('strike', 'stirke')} is known here. Is ${UPDATE} meant? No device is in a ring "Braod". Is Broad meant?`,
    );
    expect(await said('a/b@1', 'x')).toMatch(
      /^No update a\/b@1 is known here\. No device is in a ring "x"\. Rings are .*Broad/,
    );
  });

  it('can be undone for ten seconds, after that it asks for a reason', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    const { hold } = (await (await placeHold(api, 'k1')).json()) as HoldReceipt;
    api.wait(11_000);
    const late = await api.send('POST', `${PATH}/holds/${hold.id}/lift`, { undo: true });
    expect([late.status, ((await late.json()) as Problem).detail]).toEqual([
      409,
      expect.stringMatching(/Lift the hold with a reason/),
    ]);
    expect((await api.send('POST', `${PATH}/holds/${hold.id}/lift`, {})).status).toBe(400);
    expect((await api.send('POST', `${PATH}/holds/${hold.id}/lift`, { reason: 'fixed' })).status).toBe(200);
    expect((await gateOf(api, 'Broad')).decision).toBe('go');
    expect((await placeHold(api, 'k1')).status).toBe(409);
    const again = (await (await placeHold(api, 'k3')).json()) as HoldReceipt;
    expect((await api.send('POST', `${PATH}/holds/${again.hold.id}/lift`, { undo: true })).status).toBe(200);
  });

  it('stands after a restart, and so does the fleet', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await fleetWithFailure(api, 20, 8);
    await placeHold(api, 'k1');
    const before = await snapshotOf(api);
    const startedAt = api.now();
    const restarted = await makeApi(store, startedAt);
    const after = z.parse(Snapshot, await restarted.json('/api/snapshot'));
    // Who asked the gate before it started again is not known to it.
    const updates = before.updates.map((update) => ({
      ...update,
      rings: update.rings.map((ring) => ({ ...ring, gate: { since: startedAt, askedAt: null } })),
    }));
    expect({ ...after, asOf: 0 }).toEqual({ ...before, asOf: 0, updates });
  });

  it('counts who still installed after it', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    await placeHold(api, 'k1');
    api.wait(5_000);
    await api.report([{ kind: 'update.installed', device: 'd-99', update: UPDATE, labels: { ring: 'Pilot' } }]);
    const [update] = (await snapshotOf(api)).updates;
    expect(update.rings.map(({ ring, installsAfterHold }) => [ring, installsAfterHold])).toEqual([
      ['Canary', 0],
      ['Pilot', 1],
    ]);
  });

  it('tells for which rings the gate was asked since, and when first', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    await gateOf(api, 'Canary');
    const placedAt = api.now();
    await placeHold(api, 'k1');
    const asked = async (of: TestApi) =>
      (await snapshotOf(of)).updates[0]?.rings.map(({ ring, gate }) => [ring, gate?.since, gate?.askedAt]);
    expect(await asked(api)).toEqual([
      ['Canary', placedAt, null],
      ['Pilot', placedAt, null],
    ]);
    api.wait(2_000);
    const firstAskedAt = api.now();
    for (const ring of ['Pilot', 'No such ring', 'Pilot']) {
      await gateOf(api, ring);
      api.wait(2_000);
    }
    expect(await asked(api)).toEqual([
      ['Canary', placedAt, null],
      ['Pilot', placedAt, firstAskedAt],
    ]);
  });

  it('never comes back by a late retry: of the hold, of a second click on it, or of the same key for other rings', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    const { hold } = (await (await placeHold(api, 'k1', ['Canary'])).json()) as HoldReceipt;
    const second = (await (await placeHold(api, 'k2', ['Canary', 'Canary'])).json()) as HoldReceipt;
    expect([second.already, second.hold.id]).toEqual([true, hold.id]);
    expect((await placeHold(api, 'k1', 'all')).status).toBe(409);
    expect((await placeHold(api, 'k3', ['Canary', 'Pilot'])).status).toBe(200);
    expect((await gateOf(api, 'Pilot')).decision).toBe('hold');
    await api.send('POST', `${PATH}/holds/${hold.id}/lift`, { undo: true });
    expect((await placeHold(api, 'k1', ['Canary'])).status).toBe(409);
    expect((await placeHold(api, 'k2', ['Canary'])).status).toBe(409);
  });

  it('refuses rings that do not exist and updates nobody knows', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 4, 0);
    const ring = await placeHold(api, 'k1', ['Canary', 'Nowhere']);
    expect([ring.status, ((await ring.json()) as Problem).detail]).toEqual([
      400,
      expect.stringMatching(/no ring "Nowhere"/),
    ]);
    expect((await api.send('POST', '/api/updates/a~b~1/holds', { rings: 'all' })).status).toBe(404);
  });
});
