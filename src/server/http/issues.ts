/** Validation issues as one sentence: what, where. */
import type * as z from 'zod/mini';

/** The first issue with its path, for example `boot: expected string, received undefined`. */
export function firstIssue(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'not valid';
  const path = fieldOf(issue.path);
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

/** A path as people write it: `reports[3].at`. */
export function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}
