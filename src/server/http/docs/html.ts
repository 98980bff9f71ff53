/** Pieces of HTML. What comes as text is escaped here; what is called html is taken as it is. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c);

export const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

/** Scrolls within itself where it is too wide; `label` names it for those who come by keyboard. */
const scroller = (label: string): string => `role="region" aria-label="${escapeHtml(label)}" tabindex="0"`;

/** A table of more rows than this scrolls within itself. */
const LONG_ROWS = 45;

/** A table; cells are html, a row may begin with attributes of its own. */
export function table(label: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const look = rows.length > LONG_ROWS ? 'wide long' : 'wide';
  return `<div class="${look}" ${scroller(label)}><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** A row of a table; `id` is where a link may lead. */
export function row(cells: readonly string[], id?: string): string {
  const anchor = id === undefined ? '' : ` id="${escapeHtml(id)}"`;
  return `<tr${anchor}>${cells.map((html) => `<td>${html}</td>`).join('')}</tr>`;
}

/** Text to copy, as it is. */
export const listing = (label: string, text: string): string =>
  `<pre ${scroller(label)}><code>${escapeHtml(text)}</code></pre>`;
