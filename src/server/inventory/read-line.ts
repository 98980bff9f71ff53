/** One line of an inventory, read: what it says, or what is wrong with it and what to do. */
import * as z from 'zod/mini';
import { InventoryLine } from '#contract/inventory.ts';
import { MAX_INVENTORY_LINE_BYTES, MAX_TEXT } from '#contract/limits.ts';
import { DEVICE_CLASSES } from '#contract/words.ts';
import { nearName } from '../near-name.ts';
import type { TextLine } from './text-lines.ts';

export interface Fault {
  /** The key or column at fault; null for the line as a whole. */
  readonly field: string | null;
  readonly why: string;
  readonly fix: string;
}

export type ReadLine =
  | { readonly number: number; readonly line: InventoryLine }
  | { readonly number: number; readonly fault: Fault };

/** Reads the lines of one format, in their order. */
export interface LineReader {
  /** What is known now that this line has come: nothing while a record goes on, several where one was never closed. */
  take(line: TextLine): readonly ReadLine[];
  /** There are no more lines. */
  end(): readonly ReadLine[];
}

/** How a format spells the place of a value. */
export type SayField = (path: readonly PropertyKey[]) => string;

/** What is wrong with the text of a line before its format matters; undefined where nothing is. */
export function faultOfText(text: string | undefined): Fault | undefined {
  if (text === undefined) {
    const why = `longer than ${MAX_INVENTORY_LINE_BYTES} bytes`;
    return { field: null, why, fix: 'One device a line; is a line break missing?' };
  }
  if (text.includes('\ufffd')) return { field: null, why: 'not valid UTF-8', fix: 'Save the file as UTF-8.' };
  return undefined;
}

/** Checks a value against the shape of a line. */
export function checkLine(number: number, value: unknown, sayField: SayField): ReadLine {
  const parsed = z.safeParse(InventoryLine, value, { reportInput: true });
  return parsed.success ? { number, line: parsed.data } : { number, fault: faultOf(parsed.error.issues[0], sayField) };
}

const KEYS = Object.keys(InventoryLine.shape);

function faultOf(issue: z.core.$ZodIssue | undefined, sayField: SayField): Fault {
  if (!issue) return { field: null, why: 'not a device', fix: 'See /docs#inventory.' };
  const field = sayField(issue.path) || null;
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0] ?? '';
      const near = nearName(key, KEYS);
      const fix = near ? `Did you mean "${near}"?` : 'A label of your own belongs into "labels".';
      return { field: key, why: `unknown key "${key}"`, fix };
    }
    case 'invalid_value': {
      const near = typeof issue.input === 'string' ? nearName(issue.input, DEVICE_CLASSES) : undefined;
      return {
        field,
        why: issue.message,
        fix: near ? `Did you mean "${near}"?` : 'Leave it out where it is not known.',
      };
    }
    case 'invalid_type': {
      const fix = field === 'device' ? 'Every line names its device.' : 'Write it as in /docs#inventory.';
      return { field, why: issue.message, fix };
    }
    case 'too_big':
      return { field, why: issue.message, fix: `Shorten it to ${MAX_TEXT} characters.` };
    case 'too_small':
      return {
        field,
        why: issue.message,
        fix: field === 'device' ? 'Every line names its device.' : 'Leave it out where it is not known.',
      };
    default:
      return { field, why: issue.message, fix: 'Correct it, or leave it out.' };
  }
}
