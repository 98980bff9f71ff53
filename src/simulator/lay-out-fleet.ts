/** Draws a fleet from its shape. */
import type { FleetShape } from '#contract/scenario.ts';
import { zoneOffsetMs } from '#contract/time-zone.ts';
import type { ExtraLabel, Fleet } from './fleet.ts';
import { matcher, NO_VALUE } from './fleet.ts';
import { DRAW, pickWeighted, unit } from './random.ts';
import { assignRings } from './rings.ts';

/** Draws the fleet. Times of `startAt` in epoch milliseconds (for the regions' clocks). */
export function layOutFleet(shape: FleetShape, size: number, seed: number, startAt: number): Fleet {
  const bytes = () => new Uint8Array(size);
  const fleet = {
    shape,
    size,
    seed,
    names: Array.from({ length: size }, (_, device) => `dev-${String(device + 1).padStart(6, '0')}`),
    sector: bytes(),
    region: bytes(),
    build: bytes(),
    class: bytes(),
    ring: bytes().fill(NO_VALUE),
    site: new Uint32Array(size),
    siteNames: [] as string[],
    extra: [] as ExtraLabel[],
    offsetMs: shape.regions.map(({ timeZone }) => zoneOffsetMs(timeZone, startAt)),
  };
  drawLabels(fleet);
  fleet.siteNames.push(...settleSites(fleet));
  for (const entry of shape.labels ?? []) drawExtraLabel(fleet, entry);
  assignRings(fleet);
  return fleet;
}

function drawLabels(fleet: Fleet): void {
  const { shape, seed } = fleet;
  const shares = (list: readonly { share: number }[]) => list.map(({ share }) => share);
  const classWeights = shape.builds.map(({ classes }) =>
    shape.classes.map((entry) => (!classes || classes.includes(entry.class) ? entry.share : 0)),
  );
  const [sectors, regions, builds] = [shares(shape.sectors), shares(shape.regions), shares(shape.builds)];
  for (let device = 0; device < fleet.size; device += 1) {
    fleet.sector[device] = pickWeighted(sectors, unit(seed, DRAW.label, device, 0));
    fleet.region[device] = pickWeighted(regions, unit(seed, DRAW.label, device, 1));
    const build = pickWeighted(builds, unit(seed, DRAW.label, device, 2));
    fleet.build[device] = build;
    fleet.class[device] = pickWeighted(classWeights[build] ?? [], unit(seed, DRAW.label, device, 3));
  }
}

/** Fills sites one after another inside each sector and region; returns their names. */
function settleSites(fleet: Fleet): string[] {
  const names: string[] = [];
  const open = new Map<number, { site: number; left: number; nth: number }>();
  for (let device = 0; device < fleet.size; device += 1) {
    const sector = fleet.sector[device] ?? 0;
    const region = fleet.region[device] ?? 0;
    const key = sector * 256 + region;
    let place = open.get(key);
    if (!place || place.left === 0) {
      place = { site: names.length, left: fleet.shape.siteSize, nth: (place?.nth ?? 0) + 1 };
      open.set(key, place);
      const nth = String(place.nth).padStart(3, '0');
      names.push(`${fleet.shape.sectors[sector]?.sector}/${fleet.shape.regions[region]?.region}/${nth}`);
    }
    place.left -= 1;
    fleet.site[device] = place.site;
  }
  return names;
}

function drawExtraLabel(fleet: Fleet & { extra: ExtraLabel[] }, entry: NonNullable<FleetShape['labels']>[number]) {
  let label = fleet.extra.find((known) => known.label === entry.label);
  if (!label) {
    label = { label: entry.label, values: [], of: new Uint8Array(fleet.size).fill(NO_VALUE) };
    fleet.extra.push(label);
  }
  const first = label.values.length;
  label.values.push(...entry.values.map(({ value }) => value));
  const weights = entry.values.map(({ share }) => share);
  const fits = matcher(fleet, entry.where);
  const nth = 100 + fleet.extra.indexOf(label);
  for (let device = 0; device < fleet.size; device += 1) {
    if (label.of[device] !== NO_VALUE || !fits(device)) continue;
    label.of[device] = first + pickWeighted(weights, unit(fleet.seed, DRAW.label, device, nth));
  }
}
