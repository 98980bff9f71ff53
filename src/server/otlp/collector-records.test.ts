/** What the OpenTelemetry Collector's receivers send: nobody of ours is on those devices. */
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '#contract/snapshot.ts';
import { attributes, deviceOf, pair, request, type Sent, send, str } from '../testing/log-request.ts';
import { makeApi, START, type TestApi } from '../testing/make-api.ts';

describe('the Windows event log', () => {
  const event = (provider: string, id: number, at: number, data: Record<string, string> = {}): Sent => ({
    at,
    body: {
      kvlistValue: {
        values: [
          pair('provider', { kvlistValue: { values: attributes({ name: provider, guid: '', event_source: '' }) } }),
          pair('event_id', { kvlistValue: { values: attributes({ id, qualifiers: 0 }) } }),
          pair('computer', str('WIN-7')),
          pair('channel', str('System')),
          pair('event_data', {
            kvlistValue: {
              values: [
                pair('data', {
                  arrayValue: {
                    values: Object.entries(data).map(([key, value]) => ({
                      kvlistValue: { values: attributes({ [key]: value }) },
                    })),
                  },
                }),
              ],
            },
          }),
        ],
      },
    },
  });
  const KERNEL = 'Microsoft-Windows-Kernel-General';
  const iso = (at: number) => new Date(at).toISOString().replace('Z', '0000Z');
  const starting = (at: number) => event(KERNEL, 12, at + 3_000, { StartTime: iso(at) });
  const seen = async (api: TestApi) =>
    (await deviceOf(api, 'WIN-7')).reports
      .toSorted((a, b) => a.at - b.at)
      .map((report) => `${(report.at - START) / 1000} ${report.kind} ${'boot' in report ? report.boot : ''}`.trim());
  const at = (seconds: number) => START + seconds * 1000;
  const name = (seconds: number) => `@${at(seconds) / 1000}`;

  test('tells of a restart that was asked for and went well', async () => {
    const api = await makeApi();
    await send(
      api,
      request({}, [
        event('User32', 1074, at(-100), { param1: 'C:\\Windows\\explorer.exe', param5: 'restart' }),
        event('EventLog', 6006, at(-90)),
        event(KERNEL, 13, at(-85)),
        starting(at(-50)),
        event('EventLog', 6009, at(-40)),
        event('EventLog', 6005, at(-40)),
      ]),
    );
    expect(await seen(api)).toEqual([
      '-100 shutdown',
      `-50 boot.started ${name(-50)}`,
      `-40 boot.completed ${name(-50)}`,
    ]);
    expect((await deviceOf(api, 'WIN-7')).condition).toBe('healthy');
  });

  test('in a boot loop every start counts, and the stop code is told once', async () => {
    const api = await makeApi();
    await send(
      api,
      request({ 'host.name': 'WIN-7' }, [
        starting(at(-300)),
        event('EventLog', 6005, at(-290)),
        starting(at(-200)),
        starting(at(-140)),
        event('Microsoft-Windows-Kernel-Power', 41, at(-138), { BugcheckCode: '80', PowerButtonTimestamp: '0' }),
        event('EventLog', 6008, at(-137)),
        event('Microsoft-Windows-WER-SystemErrorReporting', 1001, at(-136), {
          param1: '0x00000050 (0xffff840500000074, 0x0000000000000000, 0xfffff8036c59af0a, 0x0000000000000002)',
        }),
      ]),
    );
    const device = await deviceOf(api, 'WIN-7');
    expect(device.condition).toBe('looping');
    expect(device.lastCrash).toMatchObject({ code: '0x50', at: at(-141) });
    expect(device.reports.filter(({ kind }) => kind === 'crash')).toHaveLength(1);
  });

  test('an end without an announcement is one by its own will; power lost is no crash', async () => {
    const api = await makeApi();
    await send(api, request({}, [starting(at(-300)), event('EventLog', 6005, at(-290)), event(KERNEL, 13, at(-200))]));
    expect((await deviceOf(api, 'WIN-7')).condition).toBe('off');
    await send(
      api,
      request({}, [starting(at(-100)), event('Microsoft-Windows-Kernel-Power', 41, at(-98), { BugcheckCode: '0' })]),
    );
    expect((await deviceOf(api, 'WIN-7')).lastCrash).toBeNull();
  });

  test('a boot keeps its name over batches, clock corrections and a restart of the server', async () => {
    const api = await makeApi();
    await send(api, request({}, [starting(at(-300))]));
    await send(api, request({}, [starting(at(-300) + 2_000)]));
    const again = await makeApi(api.running.product.world.store as never);
    await send(again, request({}, [event('EventLog', 6005, at(-290)), starting(at(-300) - 3_000)]));
    expect(await seen(again)).toEqual([`-300 boot.started ${name(-300)}`, `-290 boot.completed ${name(-300)}`]);
  });

  test('updates and drivers are installs, other services are not', async () => {
    const api = await makeApi();
    await send(
      api,
      request({}, [
        event('Microsoft-Windows-WindowsUpdateClient', 19, START, {
          updateTitle: '2024-07 Cumulative Update for Windows 11 Version 23H2 for x64-based Systems (KB5040442)',
          updateGuid: '{aa}',
        }),
        event('Service Control Manager', 7045, START, {
          ServiceName: 'CSAgent',
          ImagePath: '\\SystemRoot\\system32\\drivers\\CrowdStrike\\csagent.sys',
          ServiceType: 'kernel mode driver',
        }),
        event('Service Control Manager', 7045, START, { ServiceName: 'Zoom', ServiceType: 'user mode service' }),
      ]),
    );
    api.wait(1_000);
    const { updates } = await api.json<Snapshot>('/api/snapshot');
    expect(updates.map(({ id }) => id).toSorted()).toEqual([
      'microsoft/windows-update@KB5040442',
      'windows-driver/CSAgent@csagent.sys',
    ]);
  });
});

describe("systemd's journal", () => {
  const fields = { _BOOT_ID: 'f0e1', _MACHINE_ID: 'm-1', _HOSTNAME: 'web-1', SYSLOG_IDENTIFIER: 'systemd' };
  const inBody = (at: number, more: Record<string, string>): Sent => ({
    at,
    body: { kvlistValue: { values: attributes({ ...fields, ...more }) } },
  });
  const inAttributes = (at: number, { MESSAGE = '', ...more }: Record<string, string>): Sent => ({
    at,
    body: str(MESSAGE),
    attributes: attributes(
      Object.fromEntries(Object.entries({ ...fields, ...more }).map(([key, value]) => [`journald.${key}`, value])),
    ),
  });

  test.each([
    ['as a map', inBody],
    ['as attributes', inAttributes],
  ])('tells of boots, sleep and shutdown, its fields %s', async (_, record) => {
    const api = await makeApi();
    const message = (at: number, id: string, more: Record<string, string> = {}) =>
      record(START + at * 1000, { MESSAGE_ID: id, ...more });
    await send(
      api,
      request({}, [
        record(START - 301_000, { MESSAGE: 'Linux version 6.8' }),
        message(-300, 'f77379a8490b408bbe5f6940505a777b', { MESSAGE: 'Journal started' }),
        message(-290, 'b07a249cd024414a82dd00cd181378ff', { KERNEL_USEC: '1500000', USERSPACE_USEC: '8000000' }),
        message(-200, '6bbd95ee977941e497c48be27c254128'),
        message(-100, '8811e6df2a8e40f58a94cea26f8ebf14'),
        message(-10, '98268866d1d54a499c4e98921d93bc40', { MESSAGE: 'System is rebooting.' }),
      ]),
    );
    const { reports } = await deviceOf(api, 'm-1');
    expect(reports.toSorted((a, b) => a.at - b.at).map(({ kind }) => kind)).toEqual([
      'boot.started',
      'boot.completed',
      'shutdown',
      'heartbeat',
      'shutdown',
    ]);
    expect(api.running.product.metrics.otlpRecordsIgnored).toBe(1);
  });
});
