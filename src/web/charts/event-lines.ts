import type { Event } from './prepare-notes.ts';

/** The look of an event's line. */
export const EVENT_LINES = {
  'first seen': 'ev',
  detected: 'ev',
  paused: 'ev hold',
  resumed: 'ev hold',
  note: 'ev aside',
  ring: 'ev aside',
} as const satisfies Record<Event['kind'], string>;
