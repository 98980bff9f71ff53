import { expect, it } from 'vitest';
import type { DeviceSummary } from '#contract/device.ts';
import { makeApi } from '../testing/make-api.ts';

const found = (page: { devices: DeviceSummary[] }) => page.devices.map(({ device }) => device);

it('devices are searched by what their ids begin with, gone ones left out', async () => {
  const api = await makeApi();
  const beat = { kind: 'heartbeat', everySec: 60 } as const;
  const ids = ['pc-001', 'PC-002', 'pc-003', 'till-1'];
  await api.report(ids.map((device) => ({ ...beat, device, labels: { ring: 'Canary' } })));
  api.wait(1_000);
  await api.report([{ kind: 'gone', device: 'pc-003' }]);
  await api.report([
    { ...beat, device: 'a-1' },
    { ...beat, device: 'a-2' },
    { ...beat, device: 'a-3' },
  ]);
  await api.report([
    { kind: 'gone', device: 'a-1' },
    { kind: 'gone', device: 'a-2' },
  ]);
  const page = await api.json<{ devices: DeviceSummary[]; next: null }>('/api/devices?q=Pc-');
  expect(found(page)).toEqual(['PC-002', 'pc-001']);
  expect(page.devices[0]).toMatchObject({ labels: { ring: 'Canary' }, condition: 'healthy' });
  expect(found(await api.json('/api/devices?q=nothing'))).toEqual([]);
  expect(found(await api.json('/api/devices?q=pc-&limit=1'))).toEqual(['PC-002']);
  expect(found(await api.json('/api/devices?q=a-&limit=1'))).toEqual(['a-3']);
});

it('a search beside a filter is refused with what to do', async () => {
  const api = await makeApi();
  const refused = await api.request('/api/devices?q=pc&ring=Canary');
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    field: 'q',
    detail: expect.stringContaining('leave the other filters'),
  });
});
