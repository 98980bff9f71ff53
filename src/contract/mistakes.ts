/** What is wrong with a value that a stranger sent, in plain words. Not for the browser's first load. */
import * as z from 'zod/mini';
import { MAX_TEXT } from './limits.ts';

const MISSING = 'is missing';
/** Mistakes told of one value; the rest is counted. */
const MAX_TOLD = 5;

type Mistake = Pick<z.core.$ZodIssue, 'path' | 'message'>;

/** Makes every schema without words of its own speak these. */
export const speakPlainly = () => z.config({ localeError: plainWords });

/** All mistakes with their paths, for example `boot: is missing; at: must be a number, not text`. */
export function mistakesIn({ issues }: z.core.$ZodError): string {
  return fewOf(issues.map(sayMistake), '; ');
}

function fewOf(all: readonly string[], between: string): string {
  const more = all.length - MAX_TOLD;
  return [...all.slice(0, MAX_TOLD), ...(more > 0 ? [`and ${more} more`] : [])].join(between);
}

const sayMistake = ({ path, message }: Mistake): string => {
  const field = fieldOf(path);
  return field === '' ? message : `${field}: ${message}`;
};

/** A path as people write it: `reports[3].at`. */
export function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? cut(String(step)) : `${text}.${cut(String(step))}`;
  }, '');
}

function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? MISSING
        : `must be ${KINDS[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}${issue.input === undefined ? ', and is missing' : ''}`;
    case 'too_small':
      if (issue.minimum === 1 && issue.origin in UNITS) return 'must not be empty';
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
    case 'unrecognized_keys':
      return `there is no ${fewOf(issue.keys.map(quote), ', ')} here`;
    case 'invalid_union':
      if (Array.isArray(issue.options)) return `must be ${oneOf(issue.options)}`;
      if (issue.input === undefined) return MISSING;
      return [...new Set(issue.errors.map((way) => way.map(sayMistake).join(' and ')))].join(', or ');
    default:
      return undefined;
  }
}

const UNITS: Readonly<Record<string, string>> = { string: ' characters long', array: ' entries long' };

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isInteger(value)) return String(value);
  return KINDS[typeof value] ?? typeof value;
}

function oneOf(values: readonly unknown[]): string {
  const all = values.map((value) => (typeof value === 'string' ? quote(value) : String(value)));
  return all.length === 1 ? all[0] : `one of ${all.join(', ')}`;
}

/** What a stranger wrote is repeated only so far. */
const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}...` : text);
const quote = (text: string): string => JSON.stringify(cut(text));
