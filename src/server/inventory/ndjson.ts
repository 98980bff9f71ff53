/** An inventory as lines of JSON. */
import { fieldOf } from '#contract/mistakes.ts';
import { checkLine, faultOfText, type LineReader } from './read-line.ts';

const NO_OBJECT = { field: null, why: 'not a JSON object', fix: 'Write one whole JSON object a line.' };

export const ndjsonReader = (): LineReader => ({
  take({ number, text }) {
    const fault = faultOfText(text);
    if (fault || text === undefined) return fault ? [{ number, fault }] : [];
    if (text.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return [{ number, fault: NO_OBJECT }];
    }
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [isObject ? checkLine(number, value, fieldOf) : { number, fault: NO_OBJECT }];
  },
  end: () => [],
});
