/** What the journeys start from: a sandbox that serves the page, a browser, and a page that collects complaints. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../sandbox/server.mjs';
import { launchChromium } from './chromium.mjs';

export const folder = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** Widths of a telephone and of a desk's screen. */
export const SCREENS = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

// A browser writes these down itself for every answer that a fault has made; the page shows them in its own words.
const OF_FAULTS = /^Failed to load resource: /;

/** @param {object} [options] of the sandbox */
export async function startStage(options = {}) {
  const sandbox = await startSandbox({ www: folder('www'), pkg: folder('pkg'), ...options });
  const browser = await launchChromium();

  const control = (what, body) =>
    fetch(`${sandbox.url}/_sandbox/${what}`, { method: 'POST', body: body && JSON.stringify(body) });

  return {
    url: sandbox.url,
    browser,
    reset: () => control('reset'),
    /** The next requests for the path, or for any, get the fault. */
    fault: (fault, path, times) => control('faults', { fault, path: path && `/acs/${path}`, times }),
    /** What has arrived for an endpoint of credentials. */
    sent: (endpoint) => sandbox.requests.filter(({ path }) => path === `/acs/credentials/${endpoint}`),
    /** A card that waits to be issued, made by somebody else. */
    async createCard() {
      const ask = async (path, init) => (await fetch(`${sandbox.url}/api/seam/acs/${path}`, init)).json();
      const { acs_users } = await ask('users/list');
      const { acs_user_id } = acs_users.find(({ full_name }) => full_name === 'Łukasz Wójcik');
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ access_method: 'card', acs_user_id });
      await ask('credentials/create', { method: 'POST', headers, body });
    },
    newPage: (look) => newPage(browser, look),
    async close() {
      await browser.close();
      await sandbox.close();
    },
  };
}

/** A page of its own; `complaints()` fails if the page threw, broke its policy or wrote an error. */
export async function newPage(browser, look = {}) {
  const { width = 1280, height = 900, ...more } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    ...more,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const said = [];
  page.on('pageerror', (error) => said.push(error.stack));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !OF_FAULTS.test(message.text())) said.push(message.text());
  });
  return { page, complaints: () => assert.deepEqual(said, []), close: () => context.close() };
}
