import { expect, it } from 'vitest';
import type { DeviceDetail, DevicePage } from '#contract/device.ts';
import { fleetWithFailure, UPDATE } from '../testing/made-fleet.ts';
import { makeApi } from '../testing/make-api.ts';

it('does not call a start completed that is not', async () => {
  const api = await makeApi();
  await api.report([{ kind: 'boot.started' }, { kind: 'boot.completed' }]);
  api.wait(150_000);
  await api.report([{ kind: 'heartbeat' }]);
  const device = () => api.json<DeviceDetail>('/api/devices/d-1');
  expect(await device()).toMatchObject({ condition: 'healthy', why: expect.stringMatching(/^It completed its boot/) });
  api.wait(10_000);
  await api.report([{ kind: 'boot.started', boot: 'b-2' }]);
  expect(await device()).toMatchObject({ condition: 'healthy', why: expect.stringContaining('not completed yet') });
});

it('lists devices as they stand with an update, and wants that update named', async () => {
  const api = await makeApi();
  await fleetWithFailure(api, 12, 3);
  const list = (query: string) => api.json<DevicePage>(`/api/devices?update=${encodeURIComponent(UPDATE)}&${query}`);
  const down = await list('stage=checked&outcome=down');
  expect(down.devices.map(({ device }) => device).toSorted()).toEqual(['d-0', 'd-1', 'd-2']);
  expect((await list('outcome=down&ring=Pilot')).devices.map(({ device }) => device)).toEqual(['d-1']);
  const [first, second] = [await list('limit=2'), await list('limit=2&cursor=2')];
  expect([...first.devices, ...second.devices].map(({ device }) => device)).toEqual(['d-0', 'd-1', 'd-2', 'd-3']);
  const refused = await api.request('/api/devices?outcome=down');
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    field: 'outcome',
    detail: expect.stringContaining('name it in "update"'),
  });
});
