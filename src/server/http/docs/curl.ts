/** A route's example as a command to paste into a shell. */
import { exampleOf, type Operation } from '#contract/openapi.ts';
import { prettyJson } from './pretty-json.ts';

const INDENT = '  ';
const NEXT_LINE = ` \\\n${INDENT}`;
const DAY_MS = 86_400_000;

/** The commands: one for each kind of body that the route takes. `server` is its address, without a slash at the end. */
export function curlsOf(server: string, method: string, path: string, operation: Operation): string[] {
  const url = quote(`${server}${filledIn(path, operation)}${queryOf(operation)}`);
  const start = `curl ${method === 'GET' ? '' : `-X ${method} `}${url}`;
  const headers = operation.parameters
    .filter((parameter) => parameter.in === 'header')
    // Each time it is pasted is an intent of its own.
    .map(({ name }) => `-H "${name.toLowerCase()}: ${operation.operationId}-$(date +%s)"`);
  const contents = Object.entries(operation.requestBody?.content ?? {});
  if (contents.length === 0) return [[start, ...headers].join(NEXT_LINE)];
  return contents.map(([media, content]) => {
    const type = `-H ${quote(`content-type: ${media}`)}`;
    const example = exampleOf(content);
    const { before, data } = typeof example === 'string' ? asItIs(example) : asJson(example);
    return before + [start, ...headers, type, data].join(NEXT_LINE);
  });
}

const filledIn = (path: string, { parameters }: Operation): string =>
  path.replace(/\{(\w+)\}/g, (_, name) => {
    const parameter = parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return encodeURIComponent(String(parameter && exampleOf(parameter)));
  });

function queryOf({ parameters }: Operation): string {
  const pairs = parameters.flatMap((parameter) => {
    const example = exampleOf(parameter);
    const isMeant = parameter.in === 'query' && example !== undefined;
    return isMeant ? [`${parameter.name}=${String(example).replace(/[^\w~./@:-]/g, encodeURIComponent)}`] : [];
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Lines: line breaks are kept. */
const asItIs = (text: string) => ({ before: '', data: `--data-binary ${quote(text)}` });

/** A body that says when it was sent is sent now: its times keep their distance from that. */
function asJson(body: unknown): { before: string; data: string } {
  const data = `-d ${quote(prettyJson(body, INDENT))}`;
  const sentAt = Object(body).sentAt as unknown;
  if (typeof sentAt !== 'number') return { before: '', data };
  const moved = data.replace(/\b\d{13}\b/g, (digits) => {
    const before = sentAt - Number(digits);
    if (before < 0 || before > DAY_MS) return digits;
    return before === 0 ? "'$now'" : `'$((now - ${before}))'`;
  });
  return { before: 'now=$(date +%s)000\n', data: moved };
}

/** For a shell: as it is where nothing in it means anything to one, else within quotes. */
const quote = (text: string): string => (/^[\w:/.~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
