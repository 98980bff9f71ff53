/** Building blocks shared by every schema. */
import * as z from 'zod/mini';
import { MAX_EPOCH_MS, MAX_REASON, MAX_TEXT } from './limits.ts';

/** A non-empty name or code of at most MAX_TEXT characters. */
export const Text = z.string().check(z.minLength(1), z.maxLength(MAX_TEXT));
/** Milliseconds since 1970-01-01T00:00Z. */
export const EpochMs = z.number().check(z.gte(0), z.lte(MAX_EPOCH_MS));
export const Count = z.int().check(z.gte(0));
/** A share between 0 and 1, or null when there is nothing to take a share of. */
export const Share = z.number().check(z.gte(0), z.lte(1));
export const Reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_REASON));
