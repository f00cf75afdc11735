import { launchChromium } from '../e2e/chromium.mjs';

/** One Chromium for all consumers, started when the first one needs it. */
export class Browser {
  #running;

  #browser() {
    return (this.#running ??= launchChromium());
  }

  async version() {
    return (await this.#browser()).version();
  }

  async close() {
    await (await this.#running)?.close();
  }

  /**
   * What a page leaves in `globalThis.outcome`.
   *
   * @param {string} url
   * @param {(policy: string) => string} [change] of the page's Content-Security-Policy
   */
  async outcome(url, change) {
    const context = await (await this.#browser()).newContext();
    try {
      const page = await context.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      if (change) await page.route(url, (route) => withPolicy(route, change));
      await page.goto(url);
      const found = await page.waitForFunction(() => globalThis.outcome, undefined, { timeout: 60_000 });
      const outcome = await found.evaluate((promise) => promise);
      return errors.length > 0 ? errors.join('\n') : outcome;
    } finally {
      await context.close();
    }
  }
}

async function withPolicy(route, change) {
  const response = await route.fetch();
  const name = 'content-security-policy';
  const headers = response.headers();
  await route.fulfill({ response, headers: { ...headers, [name]: change(headers[name]) } });
}
