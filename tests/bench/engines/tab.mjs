/**
 * A page of Chromium in a browser context of its own, spoken to in as few words as can be. Playwright's own pages listen to the network
 * inside the renderer, which costs the page's main thread 4 ms for each megabyte: more than there is to measure.
 */
export class Tab {
  #session;
  #sessionId;
  #browserContextId;
  #sent = 0;
  /** @type {Map<number, (message: object) => void>} what is done with each answer */
  #waiting = new Map();
  /** @type {(why: string) => void} */
  #end;
  #forget;
  /** Rejects when there will be no more answers. */
  #gone = new Promise((_, reject) => (this.#end = (why) => reject(new Error(why))));
  /** @type {Record<string, (given: string) => void>} what the page may call */
  #bindings = {};

  /** @param {import('playwright-core').Browser} browser */
  static async open(browser, url) {
    const tab = new Tab();
    // Nobody may be waiting just then.
    tab.#gone.catch(() => {});
    tab.#session = await browser.newBrowserCDPSession();
    const { browserContextId } = await tab.#session.send('Target.createBrowserContext');
    const { targetId } = await tab.#session.send('Target.createTarget', { url, browserContextId });
    const { sessionId } = await tab.#session.send('Target.attachToTarget', { targetId });
    tab.#browserContextId = browserContextId;
    tab.#sessionId = sessionId;
    tab.#session.on('Target.receivedMessageFromTarget', (event) => tab.#receive(event));
    const end = () => tab.#end('the browser is gone');
    browser.once('disconnected', end);
    tab.#forget = () => browser.off('disconnected', end);
    await tab.send('Inspector.enable');
    await tab.send('Runtime.enable');
    // CPU time of the page's main thread, not of the clock on the wall.
    await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
    // The page is there when its document is.
    await tab.evaluate(
      `new Promise((there) => document.readyState === 'complete' ? there() : addEventListener('load', () => there()))`,
    );
    return tab;
  }

  async close() {
    this.#forget();
    await this.#session.send('Target.disposeBrowserContext', { browserContextId: this.#browserContextId });
    await this.#session.detach();
  }

  async send(method, params = {}) {
    const id = ++this.#sent;
    const answered = new Promise((resolve) => this.#waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await this.#session.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message });
    const { result, error } = await Promise.race([answered, this.#gone]);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** What an expression, or the promise that it gives, comes to. */
  async evaluate(expression) {
    const options = { awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, ...options });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Lets the page call `name` with a text. */
  async bind(name, call) {
    this.#bindings[name] = call;
    await this.send('Runtime.addBinding', { name });
  }

  /** CPU time of the page's main thread until now, in milliseconds. */
  async used() {
    const { metrics } = await this.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  }

  #receive({ sessionId, message }) {
    if (sessionId !== this.#sessionId) return;
    const { id, method, params, ...answer } = JSON.parse(message);
    if (method === 'Inspector.targetCrashed') this.#end('the page has crashed');
    if (method === 'Runtime.bindingCalled') this.#bindings[params.name]?.(params.payload);
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }
}
