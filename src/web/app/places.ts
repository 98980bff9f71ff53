/** Where the screens are: without how they are looked at, which `view.ts` adds. */
import type { DeviceFilter } from '#contract/device.ts';
import { updateIdToParts } from '#contract/update-address.ts';

export const LIVE = '/';
export const UPDATES = '/updates';
export const placeOfUpdate = (id: string): string => `${UPDATES}/${segmentOf(updateIdToParts(id))}`;
export const DEVICES = '/devices';
/** The list of the devices of which all of this holds. */
export function placeOfDevices(filter: DeviceFilter): string {
  const fields = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `${DEVICES}?${new URLSearchParams(fields)}`;
}
export const placeOfDevice = (device: string): string => `${DEVICES}/${segmentOf(device)}`;

/** What is no text (half of a pair of UTF-16) cannot be encoded: it leads to a place that is not there. */
const segmentOf = (name: string): string => encodeURIComponent(name.toWellFormed());

/** What a segment of a path names. Whoever typed an address by hand may have encoded nothing. */
export function fromSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
