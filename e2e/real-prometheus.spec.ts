/** The real Prometheus scrapes exporters and writes to the server: a fleet on the board without an agent of ours. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { DeviceDetail } from '#contract/device.ts';
import { getDevice } from '#contract/routes.ts';
import { ringCard } from './board.ts';
import { DOWN_SERVER_ERRORS } from './down-server.ts';
import { expect, test } from './fixtures.ts';
import type { Programs } from './programs.ts';

test.use({ allowedErrors: DOWN_SERVER_ERRORS });

/** Serves one metric, as an exporter on a machine does. */
async function startExporter(port: number, metric: string, startedAt: number) {
  const machine = { startedAt, scrapes: 0 };
  const server = createServer((_, response) => {
    machine.scrapes++;
    response.end(`# TYPE ${metric} gauge\n${metric} ${machine.startedAt}\n`);
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return { machine, close: () => server.close() };
}

interface Target {
  device: string;
  port: number;
}

async function startPrometheus(programs: Programs, url: string, targets: readonly Target[]) {
  const folder = programs.folder();
  const config = {
    global: { scrape_interval: '1s' },
    scrape_configs: [
      {
        job_name: 'machines',
        static_configs: targets.map(({ device, port }) => ({
          targets: [`127.0.0.1:${port}`],
          labels: { bootwatch_device: device, ring: 'Canary' },
        })),
      },
    ],
    remote_write: [{ url: `${url}/api/v1/write`, queue_config: { batch_send_deadline: '1s', max_backoff: '1s' } }],
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const listen = `127.0.0.1:${await programs.port()}`;
  return programs.run(
    'prometheus',
    [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${listen}`],
    process.env.PROMETHEUS_PATH,
  );
}

const startsOf = ({ reports }: DeviceDetail) => reports.filter(({ kind }) => kind === 'boot.started');

test('machines with exporters are on the board; a reboot is told; nothing is lost while the server is away', async ({
  page,
  server,
  call,
  programs,
}) => {
  const now = Math.floor(Date.now() / 1000);
  const [linuxPort, windowsPort] = [await programs.port(), await programs.port()];
  const linux = await startExporter(linuxPort, 'node_boot_time_seconds', now - 3_600);
  const windows = await startExporter(windowsPort, 'windows_system_boot_time_timestamp', now - 7_200.25);
  const targets = [
    { device: 'web-1', port: linuxPort },
    { device: 'pc-1', port: windowsPort },
  ];
  await startPrometheus(programs, server.url, targets);
  const deviceOf = (device: string) => call(getDevice, { params: { device } }).catch(() => undefined);

  await expect
    .poll(() => deviceOf('web-1'))
    .toMatchObject({ condition: 'healthy', labels: { os: 'linux', ring: 'Canary' } });
  await expect.poll(() => deviceOf('pc-1')).toMatchObject({ condition: 'healthy', labels: { os: 'windows' } });
  await page.goto('/');
  await expect(ringCard(page, 'Canary')).toContainText('2 devices');

  await server.kill();
  const rebootAt = Math.floor(Date.now() / 1000) - 30;
  linux.machine.startedAt = rebootAt;
  // What is scraped in this time has to wait for the server.
  const downAt = Date.now();
  const before = windows.machine.scrapes;
  await expect.poll(() => windows.machine.scrapes).toBeGreaterThan(before + 3);
  const backAt = Date.now();
  await server.start();
  await expect
    .poll(async () => startsOf(await call(getDevice, { params: { device: 'web-1' } })).map(({ at }) => at))
    .toContain(rebootAt * 1000);
  const scrapedMeanwhile = async () =>
    (await call(getDevice, { params: { device: 'pc-1' } })).reports.filter(
      ({ kind, at }) => kind === 'heartbeat' && at > downAt && at < backAt,
    ).length;
  await expect.poll(scrapedMeanwhile).toBeGreaterThanOrEqual(3);
  linux.close();
  windows.close();
});
