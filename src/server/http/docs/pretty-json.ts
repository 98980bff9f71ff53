/** JSON for reading: a field a line at the top; what lies deeper fills its lines. */

const WIDTH = 112;
const STEP = '  ';

/** `indent` is what the lines after the first begin with. */
export function prettyJson(value: unknown, indent = '', isTop = true): string {
  const short = oneLine(value);
  if (indent.length + short.length <= WIDTH || typeof value !== 'object' || value === null) return short;
  const deeper = indent + STEP;
  const parts = Array.isArray(value)
    ? value.map((item) => prettyJson(item, deeper, false))
    : Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${prettyJson(field, deeper, false)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const lines = isTop ? parts : filled(parts, WIDTH - deeper.length);
  return `${open}\n${lines.map((line) => deeper + line).join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${oneLine(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** As many parts a line as fit; one that has lines of its own stands alone. */
function filled(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const fits = last !== undefined && !`${last}${part}`.includes('\n') && last.length + part.length + 2 <= width;
    if (fits) lines[lines.length - 1] = `${last}, ${part}`;
    else lines.push(part);
  }
  return lines;
}
