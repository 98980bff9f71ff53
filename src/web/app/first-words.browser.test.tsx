/** What is said before the app is there must not jump when it comes. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Snapshot } from '#contract/snapshot.ts';
import { failing } from '../fixtures/failing.ts';
import { drill, healthy, noDevices, paused, tooFew, troubles, unexplained } from '../fixtures/states.ts';
import type { PictureAnswer } from '../queries/ask-picture.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';
import { sayFirst } from './first-words.ts';

const answering = async (body: unknown, status = 200): Promise<PictureAnswer> => ({
  response: { status, header: () => null, text: async () => '' },
  text: JSON.stringify(body),
  arrived: { elapsed: 0, clock: 0 },
});
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const AT_LIVE = { pathname: '/', search: '' };

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement('div');
  root.textContent = 'Bootwatch';
  document.body.prepend(root);
});
afterEach(async () => {
  root.remove();
  delete document.documentElement.dataset.theme;
  await page.viewport(1440, 1000);
});

/** Where headline and numbers stand, and what they say. */
function wordsIn(element: Element) {
  return ['.verdict h1 span', '.verdict .lead'].map((selector) => {
    const found = element.querySelector(selector);
    if (!found) throw new Error(`nothing is ${selector}`);
    const { x, y, width, height } = found.getBoundingClientRect();
    return { selector, text: found.textContent, x, y, width, height };
  });
}

const SIZES = [
  { width: 1440, height: 1000 },
  { width: 390, height: 844 },
];
const STATES = { failing, paused, healthy, tooFew, unexplained, drill };
const cases = SIZES.flatMap((size) => Object.entries(STATES).map(([name, picture]) => ({ name, picture, ...size })));

test.each(cases)(
  'the words of "$name" stand where the app will put them, $width wide',
  async ({ picture, width, height }) => {
    await page.viewport(width, height);
    await sayFirst(root, { picture: answering(picture), wait, address: AT_LIVE });
    const first = wordsIn(root);
    root.remove();
    const { screen } = await renderBoard(createFakeServer(picture));
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
    expect(first).toEqual(wordsIn(screen.container));
  },
);

const left: [string, unknown, number, typeof AT_LIVE][] = [
  ['first run', noDevices, 200, AT_LIVE],
  ['what does not work stands above', { ...healthy, troubles } satisfies Snapshot, 200, AT_LIVE],
  ['an answer that is none', { hello: 1 }, 200, AT_LIVE],
  ['a server that cannot answer', { code: 'not-ready' }, 503, AT_LIVE],
  ['a wall', failing, 200, { pathname: '/', search: '?kiosk' }],
  ['another screen', failing, 200, { pathname: '/updates', search: '' }],
];

test.each(left)('leaves it to the app: %s', async (_, body, status, address) => {
  await sayFirst(root, { picture: answering(body, status), wait, address });
  expect(root.textContent).toBe('Bootwatch');
});

test('nobody who is not answered is kept waiting', async () => {
  await sayFirst(root, { picture: new Promise(() => {}), wait: async () => {}, address: AT_LIVE });
  await sayFirst(root, { picture: Promise.reject(new Error('offline')), wait, address: AT_LIVE });
  expect(root.textContent).toBe('Bootwatch');
});

test('they say of when they are, and that a drill is one', async () => {
  await sayFirst(root, { picture: answering(drill), wait, address: AT_LIVE });
  expect(root.querySelector('.chips')?.textContent).toBe('as of 04:31:00 UTC');
  expect(root.querySelector('.drill-frame')?.textContent).toBe('DRILL ×60');
  await sayFirst(root, { picture: answering(failing), wait, address: AT_LIVE });
  expect(root.querySelector('.drill-frame')).toBeNull();
});

test('they are in the theme that was chosen', async () => {
  await sayFirst(root, { picture: answering(failing), wait, address: { pathname: '/', search: '?theme=dark' } });
  expect(document.documentElement.dataset.theme).toBe('dark');
});
