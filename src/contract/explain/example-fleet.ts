/** The fleet that all examples speak of: the morning of 19 July 2024, UTC. */

/** Epoch milliseconds of a time of that morning. */
export const morning = (hour: number, minute: number, second = 0): number =>
  Date.UTC(2024, 6, 19, hour, minute, second);

/** When the examples are sent. */
export const EXAMPLE_NOW = morning(4, 40);

export const UPDATE = 'crowdstrike/falcon-content@291';
export const CHANNEL = 'falcon-content';
export const DEVICE = 'pc-0001';
export const BOOT = 'b-17';
export const RING = 'Canary';
export const HOLD = 'h-5f0c2a9be1d47733';
export const KEY = 'runbook-2024-07-19-1';
export const REASON = 'Canary devices do not come back';
export const LABELS = {
  ring: RING,
  sector: 'Retail',
  region: 'eu',
  site: 'store 17',
  os: 'windows',
  build: '22631',
  class: 'laptop',
} as const;
export const OPERATOR = { kind: 'person', name: 'Operator' } as const;
