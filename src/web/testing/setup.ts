/** A test that logs an error has failed, whatever else it checked. */
import '../style/index.css';
import { afterEach, beforeEach, expect, vi } from 'vitest';

beforeEach(() => {
  vi.spyOn(console, 'error');
});
afterEach(() => {
  const errors = vi.mocked(console.error).mock.calls.map((call) => call.join(' '));
  vi.restoreAllMocks();
  expect(errors, 'console.error was called').toEqual([]);
});
