/** Reading options of the programs: every mistake is one clear sentence. */
import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util';
import { nearName } from '#server/near-name.ts';
import { DEFAULT_SETTINGS, type Settings } from '#server/settings.ts';

export const DEFAULT_PORT = 4180;
export const DEFAULT_HOST = '127.0.0.1';

interface Option extends ParseArgsOptionDescriptor {
  /** What it is for, in a few words. */
  readonly help: string;
}
type Options = Readonly<Record<string, Option>>;

/**
 * Reads the command line; `--help` prints what `command` is for and its options and ends, anything unknown ends with a
 * sentence.
 */
export function readArgs<const T extends Options>(command: string, purpose: string, options: T) {
  const usage = usageOf(command, options);
  if (process.argv.includes('--help')) {
    console.log(`${purpose}\n\n${usage}`);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(`${mistakeIn(error, Object.keys(options))}\n\n${usage}`);
  }
}

function usageOf(command: string, options: Options): string {
  const rows = Object.entries(options).map(([name, { type, default: usual, help }]) => {
    const value = type === 'boolean' ? '' : ` ${usual ?? '…'}`;
    return [`--${name}${value}`, help] as const;
  });
  const width = Math.max(...rows.map(([option]) => option.length));
  return [
    `${command}${command.startsWith('npm ') ? ' --' : ''} [options]`,
    ...rows.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`),
  ].join('\n');
}

function mistakeIn(error: unknown, known: readonly string[]): string {
  const unknown = /^Unknown option '([^']+)'/.exec(sentenceOf(error))?.[1];
  if (unknown === undefined) return sentenceOf(error);
  const near = nearName(unknown, known);
  return `There is no option ${unknown}.${near === undefined ? '' : ` Is --${near} meant?`}`;
}

/** What went wrong, for a person. Our own sentences are whole; of others the cause says more, of fetch all of it. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  if (message.endsWith('.') || !(cause instanceof Error)) return message;
  // An address that leads to several machines is tried at each: then the cause has a code and no words.
  const why = cause.message || String(Object(cause).code ?? '');
  return why === '' ? message : `${message}: ${why}`;
}

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

/** Settings from the environment: BOOTWATCH_RINGS, _SECTOR_NAME, _RETENTION_DAYS, _AUTO_PAUSE. */
export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const { BOOTWATCH_RINGS: rings, BOOTWATCH_SECTOR_NAME: sectorName, BOOTWATCH_RETENTION_DAYS: days } = env;
  const { BOOTWATCH_AUTO_PAUSE: autoPause = 'off' } = env;
  if (autoPause !== 'on' && autoPause !== 'off') fail(`BOOTWATCH_AUTO_PAUSE: "${autoPause}" is neither on nor off.`);
  return {
    ...DEFAULT_SETTINGS,
    autoPause: autoPause === 'on',
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
