/** The official OpenTelemetry exporters as clients: what they send is on the board, also when the server was away. */
import { serve } from '@hono/node-server';
import { OTLPLogExporter as JsonExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import type { DeviceDetail } from '#contract/device.ts';
import { getDevice } from '#contract/routes.ts';
import { createApi, type Running } from '#server/api.ts';
import { makeApi } from '#server/testing/make-api.ts';
import { headline, ringCard } from './board.ts';
import { expect, test } from './fixtures.ts';

const EXPORTERS = {
  JSON: (url: string) => new JsonExporter({ url, compression: 'gzip' as never }),
  protobuf: (url: string) => new ProtobufExporter({ url, compression: 'gzip' as never }),
};

/** A device with the SDK on it. */
function deviceWith(exporter: JsonExporter | ProtobufExporter, device: string) {
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ 'host.id': device, 'os.type': 'linux', 'bootwatch.ring': 'Canary' }),
    processors: [new BatchLogRecordProcessor({ exporter })],
  });
  return { logger: provider.getLogger('agent'), flush: () => provider.forceFlush(), stop: () => provider.shutdown() };
}

for (const [encoding, exporter] of Object.entries(EXPORTERS)) {
  test(`boots sent as ${encoding} are on the board`, async ({ page, server, call }) => {
    const agent = deviceWith(exporter(`${server.url}/v1/logs`), 'pc-1');
    const boot = { 'device.boot.id': 'b-1' };
    const now = Date.now();
    agent.logger.emit({ eventName: 'device.boot.started', timestamp: now - 200_000, attributes: boot });
    agent.logger.emit({ eventName: 'device.boot.completed', timestamp: now - 190_000, attributes: boot });
    agent.logger.emit({
      eventName: 'device.heartbeat',
      timestamp: now,
      attributes: { ...boot, 'device.heartbeat.interval': 60, 'device.update.active': ['acme/agent@7'] },
    });
    agent.logger.emit({ body: 'Something else happened', timestamp: now });
    await agent.flush();

    const device = await call(getDevice, { params: { device: 'pc-1' } });
    expect(device).toMatchObject({ condition: 'healthy', labels: { os: 'linux', ring: 'Canary' } });
    expect(device.reports).toHaveLength(3);
    await page.goto('/');
    await expect(headline(page)).toContainText('acme/agent@7');
    await expect(ringCard(page, 'Canary')).toContainText('1 of 1');
    await agent.stop();
  });
}

test('what is sent while the state is being rebuilt is sent again, and arrives', async ({ programs }) => {
  let open: Running | undefined;
  const answers: number[] = [];
  const api = createApi({ running: () => open, newId: () => 'error', onTrouble: () => {} });
  const fetch = async (request: Request) => {
    const response = await api.fetch(request);
    answers.push(response.status);
    return response;
  };
  const port = await programs.port();
  const server = serve({ fetch, port, hostname: '127.0.0.1' });
  const agent = deviceWith(EXPORTERS.protobuf(`http://127.0.0.1:${port}/otlp/v1/logs`), 'pc-1');
  agent.logger.emit({ eventName: 'device.boot.completed', attributes: { 'device.boot.id': 'b-1' } });
  const flushed = agent.flush();
  await expect.poll(() => answers).toEqual([503]);
  const { running, json } = await makeApi(undefined, Date.now());
  open = running;
  await flushed;
  expect(answers).toEqual([503, 200]);
  expect((await json<DeviceDetail>('/api/devices/pc-1')).reports).toHaveLength(1);
  await agent.stop();
  server.close();
});
