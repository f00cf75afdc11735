/** Each group in a page of a browser context of its own. */
import { launchChromium } from '../../e2e/chromium.mjs';

/** @returns {Promise<import('./engines.mjs').Engine>} */
export async function openChromium({ pages }) {
  const browser = await launchChromium({ args: ['--js-flags=--expose-gc'] });
  return {
    version: browser.version(),
    origin: pages.origin,
    starts: ['inline', 'external', 'zod'],
    addressOf: (start) => `/start-${start}.js`,
    run: (group, given, say) => run(browser, pages.origin, group, given, say),
    close: () => browser.close(),
  };
}

async function run(browser, origin, group, given, say) {
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    // CPU time of the page's main thread, not of the clock on the wall.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await tab.exposeFunction('say', say);
    await tab.exposeFunction('meter', async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    });
    await tab.goto(origin);
    return await tab.evaluate(inPage, [group, given]);
  } finally {
    await context.close();
  }
}

async function inPage([group, given]) {
  const { run } = await import(`/${group}.js`);
  return run({ ...given, say: globalThis.say, meter: globalThis.meter });
}
