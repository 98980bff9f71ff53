/** Devices, listed and one by one. */
import type { DeviceDetail, DeviceFilter, DeviceSummary } from '#contract/device.ts';
import { COUNTED_LABELS, type Labels } from '#contract/labels.ts';
import { MAX_DEVICE_REPORTS } from '#contract/limits.ts';
import type { Condition } from '#contract/words.ts';
import { findDevices } from '#domain/fleet/find-devices.ts';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import { deviceHash, isGone, readDevice, readDeviceAt } from '#domain/fleet/read.ts';
import { SEGMENT_MASK } from '#domain/fleet/segments.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { giveWay } from '../give-way.ts';
import { Refusal } from '../problem.ts';
import type { DeviceName } from '../store.ts';
import { type PageQuery, readPage } from './page.ts';

/** Names read for each device wanted: those of retired ones are kept. */
const NAMES_A_DEVICE = 10;

/** @throws Refusal 400 where it is not said with which update devices stand so. */
export async function listDevices(product: Bootwatch, filter: DeviceFilter, page: PageQuery) {
  const field = (['stage', 'outcome'] as const).find((name) => filter[name] !== undefined);
  if (filter.update === undefined && field !== undefined) {
    throw new Refusal('bad-request', `${field}: is how devices stand with an update; name it in "update".`, { field });
  }
  const { fleet, store } = product;
  const { from, size } = readPage(page);
  const devices: number[] = [];
  let next: number | undefined = from;
  do {
    await giveWay();
    const found = findDevices(fleet, filter, next, size - devices.length);
    devices.push(...found.devices);
    next = found.next;
  } while (next !== undefined && devices.length < size);
  const names = await store.names(devices.map((device) => deviceHash(fleet, device)));
  return {
    devices: devices.map((device) => summaryOf(product, device, names.get(deviceHash(fleet, device)))),
    next: next === undefined ? null : String(next),
  };
}

/** The first page of the devices whose ids begin with `text`. */
export async function searchDevices(product: Bootwatch, text: string, page: PageQuery) {
  const { size } = readPage(page);
  const found = await product.store.namesBeginning(text, size * NAMES_A_DEVICE);
  const devices = found.flatMap((name) => {
    const device = product.fleet.index.find(hash64(name.device));
    return device === -1 || isGone(product.fleet, device) ? [] : [summaryOf(product, device, name)];
  });
  return { devices: devices.slice(0, size), next: null };
}

function summaryOf(product: Bootwatch, device: number, name: DeviceName | undefined): DeviceSummary {
  const { condition, recovered, downSince, lastHeardAt } = readDeviceAt(product.fleet, device);
  return {
    device: name?.device ?? deviceHash(product.fleet, device),
    labels: labelsOf(product, device, name?.extra ?? {}),
    condition,
    recovered,
    downSince,
    lastHeardAt,
  };
}

/** @throws Refusal 404 */
export async function getDevice(product: Bootwatch, id: string): Promise<DeviceDetail> {
  const hash = hash64(id);
  const known = readDevice(product.fleet, hash);
  const text = hashText(hash);
  const name = (await product.store.names([text])).get(text);
  if (!known || name?.device !== id)
    throw new Refusal('not-found', `No device "${id}" was ever heard of or listed here.`);
  const reports = await product.store.reportsOf(text, MAX_DEVICE_REPORTS);
  return {
    device: id,
    labels: labelsOf(product, product.fleet.index.find(hash), name.extra),
    ...known,
    why: known.condition === 'healthy' && known.boots[0]?.completedAt === null ? STARTING : WHY[known.condition],
    reports: reports.map((report) => ({ ...report, device: id })),
  };
}

/** Healthy until the time for its start is over. */
const STARTING = 'It was well before its last start, which it has not completed yet.';
const WHY = {
  healthy: 'It completed its boot and has been heard from since.',
  looping: 'Since it last completed a boot it started again at least twice, or a crash was reported.',
  silent: 'Something was due from it and nothing came.',
  off: 'It was shut down or put to sleep by its own word.',
  unknown: 'Not enough was heard of it to say.',
} as const satisfies Record<Condition, string>;

function labelsOf(product: Bootwatch, device: number, extra: Readonly<Record<string, string>>): Labels {
  const segment = product.fleet.segmentOf(device);
  const counted = COUNTED_LABELS.flatMap((label) => {
    const code = segment[label][device & SEGMENT_MASK];
    return code === 0 ? [] : [[label, product.fleet.dictionaries[label].name(code)]];
  });
  return { ...extra, ...Object.fromEntries(counted) };
}
