/** What the journeys start from: a browser for all of them, and a sandbox and a page for each. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../sandbox/server.mjs';
import { launchChromium } from './chromium.mjs';
import { deskOf } from './desk.mjs';
import { HANDS } from './hands.mjs';

export const folder = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** A telephone, and a screen at a desk. */
export const SCREENS = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

/** Everybody who takes a journey: what they hold in their hands, and on which screen. */
export const EVERYBODY = SCREENS.flatMap((screen) =>
  Object.keys(HANDS).map((by) => ({ screen, by, called: `by ${by} at ${screen.width} px` })),
);

/** Journeys beside each other: each has a sandbox of its own, and much of their time is spent waiting. */
export const ABREAST = { concurrency: 3 };

const TIMEOUT = 15_000;

// A browser writes these down itself for every answer that a fault has made; the page shows them in its own words.
const OF_FAULTS = /^Failed to load resource: /;

/** Opens the browser before the file's tests and closes it after them. */
export function stageOf() {
  let browser;
  before(async () => (browser = await launchChromium()));
  after(() => browser?.close());

  /**
   * A desk with the page not yet opened; all of it ends with the test.
   *
   * @param {import('node:test').TestContext} t
   * @param {{ screen?: object, by?: keyof typeof HANDS, look?: object, credentials?: number }} [options]
   */
  async function enter(t, { screen = SCREENS[1], by = 'mouse', look, credentials } = {}) {
    const server = await startServer({ credentials });
    const { page, complaints } = await newPage(browser, { viewport: screen, ...look });
    t.after(async () => {
      await page.context().close();
      await server.close();
    });
    return { ...deskOf(page, by), server, complaints };
  }

  return { enter, browser: () => browser };
}

/** The sandbox with the panel, and what somebody else does there. */
async function startServer(options) {
  const sandbox = await startSandbox({ www: folder('www'), pkg: folder('pkg'), ...options });
  const ask = async (path, method = 'GET', body = undefined) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(sandbox.url + path, { method, headers, body: body && JSON.stringify(body) })).json();
  };
  return {
    url: sandbox.url,
    close: sandbox.close,
    /** What somebody else asks of it. */
    ask,
    /** The next requests for the path, or for any, get the fault. */
    fault: (fault, path, times) => ask('/_sandbox/faults', 'POST', { fault, path: path && `/acs/${path}`, times }),
    clearFaults: () => ask('/_sandbox/faults', 'DELETE'),
    /** What has arrived for an endpoint of credentials. */
    sent: (endpoint) => sandbox.requests.filter(({ path }) => path === `/acs/credentials/${endpoint}`),
    /** A card that waits to be issued. @param {object} [more] of the payload */
    async createCard(more) {
      const { acs_users } = await ask('/api/seam/acs/users/list');
      const { acs_user_id } = acs_users.find(({ full_name }) => full_name === 'Łukasz Wójcik');
      await ask('/api/seam/acs/credentials/create', 'POST', { access_method: 'card', acs_user_id, ...more });
    },
  };
}

/** Journeys beside each other would read what another has copied: the browser has one clipboard for all. */
function ownClipboard() {
  let kept = '';
  Clipboard.prototype.writeText = async (text) => void (kept = text);
  Clipboard.prototype.readText = async () => kept;
}

/** A page of its own; `complaints()` fails if the page threw, broke its policy or wrote an error. */
export async function newPage(browser, look) {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    ...look,
  });
  await context.addInitScript(ownClipboard);
  context.setDefaultTimeout(TIMEOUT);
  const page = await context.newPage();
  const said = [];
  page.on('pageerror', (error) => said.push(error.stack));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !OF_FAULTS.test(message.text())) said.push(message.text());
  });
  return { page, complaints: () => assert.deepEqual(said, []) };
}

/** Keeps answers back, but for the first `passing`, each as the server gave it at that moment, until the function is called that it gives. */
export async function holdBack(page, path, passing = 0) {
  let release;
  let passed = 0;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(path, async (route) => {
    const response = await route.fetch();
    if (passed++ >= passing) await released;
    await route.fulfill({ response });
  });
  return release;
}
