/** Every component in every state is in the style guide, and none of them breaks a rule of axe in either theme. */
import type { Page } from '@playwright/test';
import axeCore from 'axe-core';
import { test as base, expect } from './fixtures.ts';
import { VITE } from './package-folder.ts';

const test = base.extend({
  /** A build for those who work on the app, without a server behind it. */
  baseURL: async ({ programs }, use) => {
    const [folder, port] = [programs.folder(), await programs.port()];
    const build = programs.run('vite build', [
      VITE,
      'build',
      '--mode',
      'development',
      '--outDir',
      folder,
      '--emptyOutDir',
    ]);
    await build.ended;
    expect(build.process.exitCode, build.said.join('')).toBe(0);
    const url = `http://127.0.0.1:${port}`;
    const where = ['--outDir', folder, '--host', '127.0.0.1', '--port', String(port), '--strictPort'];
    programs.run('vite preview', [VITE, 'preview', ...where]);
    const answers = async () => (await fetch(url).catch(() => undefined))?.ok ?? false;
    await expect.poll(answers).toBe(true);
    await use(url);
  },
});

const STATES: Record<string, readonly string[]> = {
  Verdict: [
    'Failing',
    'Pause being sent',
    'Pausing, installs still arriving',
    'Paused',
    'Partly paused',
    'Stale',
    'Watch',
    'Healthy',
    'Not enough data',
    'Fleet alarm',
  ],
  'Primary button': [
    'Ready',
    'Sending',
    'Based on old data',
    'Failed',
    'Docked, on a phone',
    'Paused, undo offered',
    'Lift',
  ],
  'Ring card': [
    'Not started',
    'Running',
    'Boot-looping',
    'Going silent',
    'Explained',
    'Watch',
    'Not enough data',
    'Pausing',
    'Paused',
    'Source silent',
  ],
  'Ring lane and links': ['Link open', 'Link held', 'Seven rings', 'Fifteen rings', 'Fleet alarm'],
  'Inventory line': ['With gaps', 'Several channels', 'Complete'],
  'Status chip': ['Boot-looping', 'Going silent', 'Watch', 'Running', 'Paused', 'Partly paused', 'Not enough data'],
  Evidence: ['Overwhelming', 'Weak', 'None', 'Too early', 'In common', 'Only where 291 is'],
  'Interval bar': ['Around the expected share', 'Too wide to judge'],
  Freshness: ['Live', 'Late', 'No answer', 'Waiting for the first device'],
  'Charts and annotations': ['Failing', 'Healthy', 'Few points', 'A gap', 'No history', 'Fifteen rings'],
  'Chart strip': ['Since anything is known', 'The whole range', 'A part of the past'],
  Matrix: ['Every cell', 'Fifteen rings'],
  Propagation: ['Still arriving', 'None since', 'Some rings held', 'Held where no device is'],
  'Target result': [
    'Requested',
    'Effective',
    'Not confirmed',
    'Partly effective',
    'Partly',
    'Refused',
    'Failed, retrying',
    'Unknown',
  ],
  'Sheets, undo, reason and note': [
    'Pause',
    'Pause, not blamed',
    'What this will not stop',
    'Lift',
    'Undo',
    'Not answered',
    'Reason',
    'Note',
  ],
  Timeline: ['Signal, decision, note and recovery', 'None of a kind', 'Nothing yet'],
  Tiles: ['Failing', 'Nobody has it'],
  'Updates and signatures': ['Updates', 'Updates, none', 'Signatures', 'Signatures, none'],
  'Page of an update': ['Rollout, fifteen rings', 'Holds', 'Coverage'],
  Search: ['Nothing typed', 'Results', 'Nothing found', 'Loading'],
  Wallboard: [
    'Healthy',
    'Watch',
    'Failing',
    'Fleet alarm',
    'Paused',
    'Stale',
    'Server trouble',
    'Stale, server trouble, six rings',
    'First run',
  ],
  'Drill frame, server trouble and first run': [
    'Drill',
    'Drill, stalled',
    'Server trouble',
    'Server trouble, twice',
    'Part not loaded',
    'Part not drawn',
    'No devices',
  ],
};

/** What only a whole page can keep; the screens are whole pages, and keep it in tests of their own. */
const RULES_OF_A_PAGE = ['region', 'page-has-heading-one', 'landmark-one-main'];

const charts = (page: Page) => page.getByRole('img', { name: /^Line chart/ });

test('the style guide has every state', async ({ page }) => {
  await page.goto('/styleguide');
  await expect(charts(page).first()).toBeVisible();
  for (const [section, states] of Object.entries(STATES)) {
    const part = page.getByRole('region', { name: section, exact: true });
    const shown = await part.getByRole('heading', { level: 3 }).allTextContents();
    expect(shown, section).toEqual(expect.arrayContaining([...states]));
  }
});

for (const theme of ['light', 'dark']) {
  test(`no state breaks a rule of axe, ${theme}`, async ({ page }) => {
    await page.goto(`/styleguide?theme=${theme}`);
    await expect(page.locator('html')).toHaveCSS('color-scheme', theme);
    await expect(charts(page).first()).toBeVisible();
    const states = await page.locator('.guide-state').count();
    await page.evaluate(axeCore.source);
    expect(await eachAlone(page)).toEqual({ states, found: [] });
  });
}

interface Analysis {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** What breaks a rule in a state that has the page to itself; the page is used up. */
const eachAlone = (page: Page) =>
  page.evaluate(async (pageRules) => {
    const { axe } = window as unknown as { axe: { run: (on: Document, how: object) => Promise<Analysis> } };
    const rules = Object.fromEntries(pageRules.map((id) => [id, { enabled: false }]));
    const found: string[] = [];
    let states = 0;
    for (const state of document.querySelectorAll('.guide-state')) {
      document.body.replaceChildren(...state.querySelectorAll(':scope > .still'));
      states += document.body.childElementCount;
      const { violations } = await axe.run(document, { resultTypes: ['violations'], rules });
      found.push(
        ...violations.map(({ id, nodes }) => `${state.ariaLabel}: ${id}: ${nodes.map(({ html }) => html).join(', ')}`),
      );
    }
    return { states, found };
  }, RULES_OF_A_PAGE);

test('no state is wider than its frame, on a desktop, a small one and a phone', async ({ page }) => {
  await page.goto('/styleguide');
  await expect(charts(page).first()).toBeVisible();
  for (const width of [1440, 1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const wider = await page
      .locator('.guide-state')
      .evaluateAll((states) =>
        states
          .filter((state) => [state, ...state.children].some((part) => part.scrollWidth > part.clientWidth))
          .map((state) => state.getAttribute('aria-label')),
      );
    expect(wider, `${width} px`).toEqual([]);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, `${width} px`).toBeLessThanOrEqual(0);
  }
});
