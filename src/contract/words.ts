/** The words of the product that are also values on the wire. */
import * as z from 'zod/mini';

/** What a device is doing; exactly one at a time. `looping` + `silent` = down. */
export const CONDITIONS = ['healthy', 'looping', 'silent', 'off', 'unknown'] as const;
export const Condition = z.enum(CONDITIONS);
export type Condition = z.infer<typeof Condition>;

/** Where a device stands with an update it has. exposed = pending + checked + censored. */
export const STAGES = ['waiting', 'pending', 'checked', 'censored'] as const;
export const Stage = z.enum(STAGES);

/** What the update it has answers for: `down` = looping + silent. */
export const Outcome = z.enum(['looping', 'silent', 'down', 'recovered']);
export type Outcome = z.infer<typeof Outcome>;

export const DEVICE_CLASSES = ['always-on', 'laptop', 'server', 'kiosk'] as const;
export const DeviceClass = z.enum(DEVICE_CLASSES);
export type DeviceClass = z.infer<typeof DeviceClass>;

/** How deep an update reaches into the machine. */
export const Reach = z.enum(['kernel', 'content', 'os', 'user']);
export type Reach = z.infer<typeof Reach>;

/** When an installed update becomes active: at once, or at the next restart. */
export const Activation = z.enum(['live', 'reboot']);
export type Activation = z.infer<typeof Activation>;

export const DEFAULT_RINGS = ['Canary', 'Pilot', 'Early', 'Broad'] as const;
/** The ring of devices that name none; always last, never hidden. */
export const UNASSIGNED = 'Unassigned';
/** Where values beyond a dimension's limit are counted. */
export const OTHER = 'Other';
