/** Where the screens are: paths without how they are looked at, which `view.ts` adds. */
import { updateIdToParts } from '#contract/update-id.ts';

export const LIVE = '/';
export const UPDATES = '/updates';
export const placeOfUpdate = (id: string): string => `${UPDATES}/${encodeURIComponent(updateIdToParts(id))}`;
export const placeOfDevice = (device: string): string => `/devices/${encodeURIComponent(device)}`;

/** What a segment of a path names. Whoever typed an address by hand may have encoded nothing. */
export function fromSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
