/** Simulated fleets for the tests. */

export interface DrillSetting {
  /** One of the shipped ones, by name. */
  readonly scenario: string;
  readonly devices: number;
  /** Fleet seconds a second; a busy machine goes slower, never differently. */
  readonly speed: number;
  readonly seed: number;
}

/**
 * The staged outage, in a fleet just large enough for 30 canaries. 291 is judged failing at fleet minute 18 or so:
 * within seconds, while the machine still has time for the browser.
 */
export const STAGED = { scenario: 'july-19-staged', devices: 1_000, speed: 180, seed: 7 } as const;
/** The same, fast enough to get from ring to ring. */
export const STAGED_FAST = { ...STAGED, speed: 360 } as const;

/** The update that stops devices from booting. */
export const GUILTY = 'crowdstrike/falcon-content@291';
/** The update that harms nobody. */
export const EDGE = 'microsoft/edge@126.0.2592.87';

/** The arguments that start a drill against a server. */
export const drillArguments = (url: string, { scenario, devices, speed, seed }: DrillSetting): string[] => [
  'src/drill.ts',
  '--url',
  url,
  '--scenario',
  scenario,
  '--devices',
  String(devices),
  '--speed',
  String(speed),
  '--seed',
  String(seed),
];
