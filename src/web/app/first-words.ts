/**
 * The verdict in words, before the app that draws the rest is ready: on a slow machine that takes a second longer. The
 * app puts the whole board in their place.
 */
import type { WireResponse } from '#contract/client.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { sayVerdict } from '../verdict/say-verdict.ts';
import { LIVE } from './places.ts';
import { readView, type View } from './view.ts';

/** A server that takes longer does not keep the app waiting as well; nor does a page that nobody sees painted. */
const ANSWER_MS = 300;
const PAINT_MS = 200;

interface Opened {
  /** The picture of the fleet, on its way. */
  answer: Promise<WireResponse>;
  wait: (ms: number) => Promise<void>;
  address: Pick<Location, 'pathname' | 'search'>;
}

/** Says the verdict where the live screen is opened, and ends once it is painted, or when that takes too long. */
export async function sayFirst(root: HTMLElement, { answer, wait, address }: Opened): Promise<void> {
  const view = readView(address.search);
  if (address.pathname !== LIVE || view.kiosk) return;
  try {
    const response = await Promise.race([answer, wait(ANSWER_MS)]);
    if (response?.status !== 200) return;
    putFirstWords(root, JSON.parse(await response.text()), view);
  } catch {
    // Whatever cannot be said the app says, or says why not.
    return;
  }
  await Promise.race([painted(), wait(PAINT_MS)]);
}

const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/**
 * Puts the words where the app will be, as it will place them. What stands above or below them on some fleets it leaves
 * to the app, and with it everything.
 * @param snapshot as the server sent it: whether it is one the app sees to.
 */
function putFirstWords(root: HTMLElement, snapshot: Snapshot, { tz, theme }: View): void {
  const { drill, verdict, troubles, asOf } = snapshot;
  if (verdict.state === 'no devices' || troubles.length > 0) return;
  const { tone, headline, strong, lead, evidence } = sayVerdict(snapshot, asOf, tz);
  if (theme !== 'system') document.documentElement.dataset.theme = theme;
  const section = element('section', 'verdict', [
    element('div', 'words', [
      element('h1', '', [icon(), element('span', '', [headline])]),
      element('p', 'lead', [element('b', '', [strong]), lead]),
      element('p', 'evid', [evidence]),
    ]),
    ...('update' in verdict ? [element('div', 'act', [])] : []),
  ]);
  section.dataset.s = tone;
  const bar = element('header', 'bar', [
    element('span', 'mark', [icon(), element('span', '', ['Bootwatch'])]),
    element('div', 'chips', []),
  ]);
  const page = element('div', 'page', [bar, section]);
  page.dataset.drill = String(drill !== null);
  root.replaceChildren(page);
}

function element(tag: string, className: string, content: readonly (string | Element)[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

/** As wide as the symbol that comes in its place. */
function icon(): Element {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  made.classList.add('i');
  return made;
}
