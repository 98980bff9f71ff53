/** What a value of an attribute says. */
import type { Value } from './log-record.ts';

/** The value where it is text or can be nothing else; undefined where it says nothing. */
export function text(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** The value as a number, also where it was sent as text. */
export function number(value: Value | undefined): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}
