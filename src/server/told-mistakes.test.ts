import { describe, expect, it } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { ReportsReceipt } from '#contract/report.ts';
import { PATH } from './testing/made-fleet.ts';
import { makeApi, START } from './testing/make-api.ts';

describe('what a sender is told of mistakes', () => {
  it('tells of every mistake in plain words', async () => {
    const api = await makeApi();
    const { detail, field } = (await (
      await api.send('PUT', PATH, '{"name":7,"reach":"kern","expectedReboots":9,"target":[],"plan":[{"ring":""}]}')
    ).json()) as Problem;
    expect(field).toBe('name');
    expect(detail).toBe(
      'name: must be text, not a number; reach: must be one of "kernel", "content", "os", "user"; expectedReboots: must be at most 3; target: must be an object, not a list; plan[0].ring: must not be empty; and 1 more',
    );
    const lift = (await (await api.send('POST', `${PATH}/holds/h/lift`, '{}')).json()) as Problem;
    expect(lift.detail).toBe('reason: is missing, or undo: must be true, and is missing');
    const hold = (body: string) => api.send('POST', `${PATH}/holds`, body, { 'idempotency-key': 'k' });
    expect(((await (await hold('{}')).json()) as Problem).detail).toBe('rings: is missing');
    const misspelt = await hold('{"rings":"all","reson":"x"}');
    expect([misspelt.status, ((await misspelt.json()) as Problem).detail]).toEqual([400, 'there is no "reson" here']);
    expect(((await (await hold('5')).json()) as Problem).detail).toBe('must be an object, not a number');
  });

  it('repeats only so much of what it was sent', async () => {
    const api = await makeApi();
    const long = 'x'.repeat(1_000);
    const target = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`${long}${i}`, ['a']]));
    const problem = await (await api.send('PUT', PATH, { target })).text();
    expect(problem.length).toBeLessThan(2_000);
    const report = { kind: 'boot.started', labels: { [long]: 7 } } as unknown as Parameters<
      typeof api.report
    >[0][number];
    const receipt = (await (await api.report([report])).json()) as ReportsReceipt;
    expect(receipt.rejected[0].why).toMatch(/^labels\.x{200}\.\.\.: must be text, not a number$/);
  });

  it.each([
    ['/api/devices?limit=0', 400, /^limit: must be a whole number from 1 on$/],
    ['/api/devices?conditon=looping', 400, /^there is no "conditon" here$/],
    ['/api/updates/crowdstrike/falcon-content@291', 404, /vendor~product~version in a path\.$/],
    ['/api/updates/a%2/b%40c', 404, /vendor~product~version in a path\.$/],
    ['/api/series?by=colour', 400, /^by: must be one of "ring", "sector"; last: must be one of .*, and is missing$/],
  ])('answers %s with what to do', async (path, status, detail) => {
    const api = await makeApi();
    const response = await api.request(path);
    expect([response.status, ((await response.json()) as Problem).detail]).toEqual([
      status,
      expect.stringMatching(detail),
    ]);
  });

  it('knows seconds for what they are', async () => {
    const api = await makeApi();
    const report = { device: 'd', kind: 'boot.started', boot: 'b' };
    const seconds = START / 1_000;
    const whole = await api.send('POST', '/api/reports', { sentAt: seconds, reports: [{ ...report, at: START }] });
    const { field, detail } = (await whole.json()) as Problem;
    expect([whole.status, field, detail]).toEqual([400, 'sentAt', expect.stringMatching(/looks like seconds/)]);
    const one = await api.send('POST', '/api/reports', { sentAt: START, reports: [{ ...report, at: seconds }] });
    expect(((await one.json()) as ReportsReceipt).rejected[0].why).toMatch(/^at: 1721361600 looks like seconds/);
    const slow = await api.send('POST', '/api/reports', {
      sentAt: START - 300_000,
      reports: [{ ...report, at: seconds }],
    });
    expect(((await slow.json()) as ReportsReceipt).rejected[0].why).toMatch(/^at: 1721361600 looks like seconds/);
    const plan = [
      { ring: 'Canary', startsAt: START },
      { ring: 'Broad', startsAt: seconds },
    ];
    const planned = (await (await api.send('PUT', PATH, { plan })).json()) as Problem;
    expect([planned.field, planned.detail]).toEqual([
      'plan[1].startsAt',
      expect.stringMatching(/^plan\[1\]\.startsAt: \d+ looks like/),
    ]);
    const twoYearsOff = { ...report, at: seconds - 2 * 365 * 86_400 };
    const old = await api.send('POST', '/api/reports', { sentAt: START, reports: [twoYearsOff] });
    expect(((await old.json()) as ReportsReceipt).rejected[0].why).toMatch(/looks like seconds/);
  });

  it('takes a report with fields it does not know, and tells of them', async () => {
    const api = await makeApi();
    const known = { device: 'd', at: START };
    const reports = [
      { ...known, kind: 'boot.started', boot: 'b', lables: { ring: 'Canary' }, constructor: 1 },
      {
        ...known,
        kind: 'boot.started',
        boot: 'c',
        previous: { clean: false, crahs: {}, crash: { code: 'x', modul: 1 } },
      },
      { ...known, kind: 'heartbeat', boot: 'b', everySecs: 60, lables: {} },
      { ...known, kind: 'gone', ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x${i}`, 1])) },
      { ...known, kind: 'teapot', spout: true },
    ];
    const receipt = (await (
      await api.send('POST', '/api/reports', { sentAt: START, reports })
    ).json()) as ReportsReceipt;
    expect([receipt.accepted, receipt.ignored.length]).toEqual([4, 20]);
    expect(receipt.ignored.slice(0, 6)).toEqual([
      { field: 'lables', reports: 2, firstIndex: 0, meant: 'labels' },
      { field: 'constructor', reports: 1, firstIndex: 0, meant: null },
      { field: 'previous.crahs', reports: 1, firstIndex: 1, meant: null },
      { field: 'previous.crash.modul', reports: 1, firstIndex: 1, meant: null },
      { field: 'everySecs', reports: 1, firstIndex: 2, meant: 'everySec' },
      { field: 'x0', reports: 1, firstIndex: 3, meant: null },
    ]);
  });
});
