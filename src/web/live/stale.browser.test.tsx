import { afterEach, expect, test, vi } from 'vitest';
import { failing } from '../fixtures/failing.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

test('data that is no longer answered for looks old, says how old, and recovers by itself', async () => {
  const server = createFakeServer(failing);
  const { screen, times } = await renderBoard(server);
  await expect.element(screen.getByText(/^Live · \d s ago$/)).toBeVisible();

  server.down = true;
  times.now += 47_000;
  await expect.element(screen.getByText('No answer for 47 s', { exact: true })).toBeVisible();
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('No answer for 47 s. Everything below is from 04:31:00 UTC.');
  await expect.element(screen.getByText('as of 04:31:00 UTC, 47 s ago').first()).toBeVisible();
  await expect.element(screen.getByText('Based on data from 04:31:00 UTC').first()).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();

  await screen.getByRole('button', { name: 'Try now' }).click();
  server.down = false;
  await expect
    .element(screen.getByRole('heading', { level: 1 }), { timeout: 10_000 })
    .toHaveTextContent('Falcon Sensor content 291 is stopping devices from booting.');
});

test('before the first answer the page says that nothing is known', async () => {
  const server = createFakeServer(failing);
  server.down = true;
  const { screen } = await renderBoard(server);
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('The server does not answer.');
});

const chip = (screen: Awaited<ReturnType<typeof renderBoard>>['screen']) =>
  screen.getByTitle("Age of the server's last answer");

function setVisible(state: DocumentVisibilityState): void {
  spies.push(vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state));
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}
const spies: { mockRestore: () => void }[] = [];
afterEach(() => {
  for (const spy of spies.splice(0)) spy.mockRestore();
});

/** A tab shown again after an hour, whose first question is on its way; `answer` lets the server answer it. */
async function showAgain() {
  const server = createFakeServer(failing);
  const { send } = server;
  let asked = 0;
  let answered = Promise.resolve();
  server.send = async (request) => {
    asked += 1;
    await answered;
    return send(request);
  };
  const { screen, times } = await renderBoard(server);
  await expect.element(chip(screen)).toHaveTextContent('Live · 0 s ago');
  setVisible('hidden');
  times.now += 3_600_000;
  const gate = Promise.withResolvers<void>();
  answered = gate.promise;
  asked = 0;
  const words: string[] = [];
  const watch = new MutationObserver(() => words.push(chip(screen).element().textContent ?? ''));
  watch.observe(chip(screen).element(), { characterData: true, childList: true, subtree: true });
  setVisible('visible');
  return { screen, times, words, answer: gate.resolve, asked: () => asked };
}

test('a tab hidden for an hour did not ask on purpose: it catches up before anything looks stale', async () => {
  const { screen, times, words, answer, asked } = await showAgain();
  // At once: not when the next poll is due.
  expect(asked()).toBeGreaterThan(0);
  times.now += 1_000;
  await expect.element(chip(screen)).toHaveTextContent('Late · 1 h ago');
  answer();
  await expect.element(chip(screen)).toHaveTextContent('Live · 0 s ago');
  expect(words.filter((said) => said.startsWith('No answer'))).toEqual([]);
});

test('a tab hidden for an hour looks stale when it is not answered soon', async () => {
  const { screen, times, answer } = await showAgain();
  times.now += 2_000;
  await expect.element(chip(screen)).toHaveTextContent('No answer for 1 h');
  answer();
  await expect.element(chip(screen)).toHaveTextContent('Live · 0 s ago');
});

test('a laptop that slept for an hour shows the age of what it has, until the first answer', async () => {
  const server = createFakeServer(failing);
  const { screen, times } = await renderBoard(server);
  await expect.element(chip(screen)).toHaveTextContent('Live · 0 s ago');
  server.down = true;
  // The steady clock stood still meanwhile; the wall clock went on.
  times.ahead = 3_600_000;
  await expect.element(chip(screen)).toHaveTextContent('No answer for 1 h');
  await expect.element(screen.getByText('as of 04:31:00 UTC, 1 h ago').first()).toBeVisible();
  server.down = false;
  await expect.element(chip(screen), { timeout: 10_000 }).toHaveTextContent('Live · 0 s ago');
});

test('a clock set back makes nothing look younger, and one set ahead is put right by the next answer', async () => {
  const server = createFakeServer(failing);
  const { screen, times } = await renderBoard(server);
  await expect.element(chip(screen)).toHaveTextContent('Live · 0 s ago');
  server.down = true;
  times.ahead = -7_200_000;
  times.now += 40_000;
  await expect.element(chip(screen)).toHaveTextContent('No answer for 40 s');
  server.down = false;
  await expect.element(chip(screen), { timeout: 10_000 }).toHaveTextContent('Live · 0 s ago');
  times.ahead = 7_200_000;
  await expect.element(chip(screen), { timeout: 10_000 }).toHaveTextContent('Live · 0 s ago');
});

test('a computer without a network is told apart from a server that does not answer', async () => {
  const server = createFakeServer(failing);
  const { screen, times } = await renderBoard(server);
  await expect.element(chip(screen)).toHaveTextContent('Live · 0 s ago');
  server.down = true;
  spies.push(vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false));
  times.now += 30_000;
  await expect.element(screen.getByText(/^This computer has no network\./)).toBeVisible();
});
