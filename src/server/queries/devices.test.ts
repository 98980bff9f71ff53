import { expect, it } from 'vitest';
import type { DeviceDetail } from '#contract/device.ts';
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
