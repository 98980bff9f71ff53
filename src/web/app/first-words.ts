/**
 * The verdict in words, before the app that draws the rest is ready: on a slow machine that takes a second longer. The
 * app puts the whole board in their place.
 */
import type { Snapshot } from '#contract/snapshot.ts';
import { clockSeconds } from '../format/time.ts';
import { type PictureAnswer, readAsOf } from '../queries/ask-picture.ts';
import { sayVerdict } from '../verdict/say-verdict.ts';
import { LIVE } from './places.ts';
import { readView, type View } from './view.ts';

/** Longer than this nothing holds the app up: neither a slow server nor a page that nobody sees painted. */
const ANSWER_MS = 300;
const PAINT_MS = 200;

interface Opened {
  /** On its way. */
  picture: Promise<PictureAnswer>;
  wait: (ms: number) => Promise<void>;
  address: Pick<Location, 'pathname' | 'search'>;
}

/** Says the verdict where the live screen is opened, and ends once it is painted, or when that takes too long. */
export async function sayFirst(root: HTMLElement, { picture, wait, address }: Opened): Promise<void> {
  const view = readView(address.search);
  if (address.pathname !== LIVE || view.kiosk) return;
  try {
    const answer = await Promise.race([picture, wait(ANSWER_MS)]);
    if (!answer || !putFirstWords(root, answer, view)) return;
  } catch {
    // Whatever cannot be said the app says, or says why not.
    return;
  }
  await Promise.race([painted(), wait(PAINT_MS)]);
}

const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/**
 * Puts the words where the app will be, as it will place them. What stands above or below them on some fleets it leaves
 * to the app, and with it everything; whether the answer is a picture at all the app sees to.
 * @returns whether there was something to say.
 */
function putFirstWords(root: HTMLElement, { response, text }: PictureAnswer, { tz, theme }: View): boolean {
  if (response.status !== 200) return false;
  const snapshot = JSON.parse(text) as Snapshot;
  const { drill, verdict, troubles } = snapshot;
  if (verdict.state === 'no devices' || troubles.length > 0) return false;
  const asOf = Math.max(readAsOf(response), snapshot.asOf);
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
    element('span', 'grow', []),
    element('div', 'chips', [element('span', 'tag', [`as of ${clockSeconds(asOf, tz)}${tz === 'utc' ? ' UTC' : ''}`])]),
  ]);
  const page = element('div', 'page', [...(drill ? [drillFrame(drill)] : []), bar, section]);
  page.dataset.drill = String(drill !== null);
  root.replaceChildren(page);
  return true;
}

/** Not even for a moment may a drill be taken for the real fleet. */
function drillFrame({ speed, stalled }: NonNullable<Snapshot['drill']>): Element {
  const frame = element('aside', 'drill-frame', [element('b', '', [`DRILL ×${speed}`])]);
  frame.dataset.stalled = String(stalled);
  frame.setAttribute('aria-label', 'Drill');
  return frame;
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
