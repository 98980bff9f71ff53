/** What a page goes through, as its own observers tell. */
import type { Browser, CDPSession, Page } from 'playwright';

/** As on a machine this many times as slow. */
export const SLOWDOWN = 4;
const SIZE = { width: 1440, height: 1000 };

/** Runs in the page before anything else does. Input does not matter here: nobody touches the page. */
const OBSERVE = `
  window.seen = { lcpMs: 0, lcpWhat: '', drawnMs: 0, longTasks: [], shifts: [] };
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('largest-contentful-paint', (entry) => {
    window.seen.lcpMs = entry.startTime;
    window.seen.lcpWhat = entry.element?.textContent?.slice(0, 40) ?? '';
  });
  observe('longtask', (entry) => window.seen.longTasks.push({ at: entry.startTime, ms: entry.duration }));
  new MutationObserver((_, observer) => {
    if (!document.querySelector('main:not([aria-busy])')) return;
    window.seen.drawnMs = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
  const nameOf = ({ node, previousRect: was, currentRect: is }) => {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const name = [element?.nodeName, element?.getAttribute('class'), node?.textContent?.slice(0, 40)].join(' ');
    return name + ': ' + Math.round(is.x - was.x) + ' px right, ' + Math.round(is.y - was.y) + ' px down';
  };
  observe('layout-shift', (entry) =>
    window.seen.shifts.push({ at: entry.startTime, value: entry.value, what: entry.sources.map(nameOf).join(', ') }));
`;

export interface Seen {
  lcpMs: number;
  lcpWhat: string;
  /** When the panels below the verdict were there. */
  drawnMs: number;
  longTasks: { at: number; ms: number }[];
  /** `what` moved, and how far. */
  shifts: { at: number; value: number; what: string }[];
}

/** Times in ms since the page was opened. */
export const whatWasSeen = (page: Page): Promise<Seen> => page.evaluate('window.seen');
export const pageTime = (page: Page): Promise<number> => page.evaluate('performance.now()');

/** Opens an address with nothing remembered from before, on a slow machine. The caller closes the page's context. */
export async function openSlowly(browser: Browser, url: string): Promise<{ page: Page; devtools: CDPSession }> {
  const context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  await page.addInitScript(OBSERVE);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.goto(url);
  return { page, devtools };
}
