/** Reading options of the programs: every mistake is one clear sentence. */
import { DEFAULT_SETTINGS, type Settings } from '#server/settings.ts';

export const DEFAULT_PORT = 4180;
export const DEFAULT_HOST = '127.0.0.1';

/** Ends the program with a sentence. */
export function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  return fail(`${option}: "${text}" is not a whole number from ${least} to ${most}.`);
}

/** Settings from the environment: BOOTWATCH_RINGS, BOOTWATCH_SECTOR_NAME, BOOTWATCH_RETENTION_DAYS. */
export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const { BOOTWATCH_RINGS: rings, BOOTWATCH_SECTOR_NAME: sectorName, BOOTWATCH_RETENTION_DAYS: days } = env;
  return {
    ...DEFAULT_SETTINGS,
    ...(rings
      ? {
          rings: rings
            .split(',')
            .map((ring) => ring.trim())
            .filter(Boolean),
        }
      : {}),
    ...(sectorName ? { sectorName } : {}),
    ...(days ? { retentionDays: wholeNumber('BOOTWATCH_RETENTION_DAYS', days, 2, 3650) } : {}),
  };
}
