import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { failing } from '../fixtures/failing.ts';
import { manyRings, manyRingsSeries } from '../fixtures/rings.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

afterEach(() => page.viewport(1440, 1000));

const tooWide = () => document.documentElement.scrollWidth - window.innerWidth;

test.each([
  [1440, 7],
  [1440, 15],
  [1280, 15],
  [390, 15],
])('at %i px a fleet of %i rings scrolls in its lane, and the page does not', async (width, many) => {
  await page.viewport(width, 900);
  const { screen } = await renderBoard(createFakeServer(manyRings(many), manyRingsSeries(many)));
  const lane = screen.getByRole('region', { name: new RegExp(`^Rings in rollout order, .*, ${many} rings$`) });
  await expect.element(lane).toBeVisible();
  expect(tooWide()).toBeLessThanOrEqual(0);
  const element = lane.element();
  expect(element.scrollWidth).toBeGreaterThan(element.clientWidth);
  element.focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => element.scrollLeft).toBeGreaterThan(0);
});

test('four rings stand side by side and nothing scrolls', async () => {
  const { screen } = await renderBoard(createFakeServer(failing));
  await expect.element(screen.getByRole('article', { name: 'Broad ring' })).toBeVisible();
  expect(screen.getByRole('region', { name: /4 rings$/ }).query()).toBeNull();
});
