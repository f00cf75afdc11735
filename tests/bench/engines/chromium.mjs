/** Each group in a page of a browser context of its own. */
import { launchChromium } from '../../e2e/chromium.mjs';
import { Tab } from './tab.mjs';

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
  const tab = await Tab.open(browser, origin);
  try {
    await tab.bind('say', say);
    await tab.bind('ask', async () => tab.evaluate(`tell(${await tab.used()})`));
    return await tab.evaluate(`(${inPage})(...${JSON.stringify([group, given])})`);
  } finally {
    await tab.close();
  }
}

/** Runs in the page, where `say` and `ask` are ours. */
async function inPage(group, given) {
  const { run } = await import(`/${group}.js`);
  const meter = () =>
    new Promise((resolve) => {
      globalThis.tell = resolve;
      globalThis.ask('');
    });
  return run({ ...given, say: globalThis.say, meter });
}
