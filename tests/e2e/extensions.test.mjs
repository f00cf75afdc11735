/** Browser extensions: a content script in a page of somebody else's, and the script behind it, which has no page. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { startSandbox } from '../sandbox/server.mjs';
import { launchPersistentChromium } from './chromium.mjs';
import { startBrowser } from './webdriver.mjs';

const MANIFEST = {
  manifest_version: 3,
  name: 'Credentials',
  version: '1',
  // Chromium takes the one, Firefox the others.
  background: { service_worker: 'behind.js', scripts: ['behind.js'], type: 'module' },
  content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'] }],
  host_permissions: ['http://127.0.0.1/*'],
  content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" },
};

/** What both scripts do with the package. */
const USE = `
  import { createClient, validate } from 'acs-credentials';
  async function use(endpoint) {
    const { issues } = validate('create', { access_method: 'face' });
    const client = createClient({ endpoint, apiKey: 'seam_test', retries: 0 });
    const { acs_credentials } = await client.list({ limit: 3 });
    const gone = await client.get({ acs_credential_id: '33333333-3333-4333-8333-333333333333' }).catch((error) => error);
    return [issues.length, acs_credentials.length, gone.status].join();
  }
`;

const CONTENT = `${USE}
  const away = new URL(location).searchParams.get('away');
  const asked = () => new Promise((resolve) => chrome.runtime.sendMessage(away, resolve));
  const told = async () => [await use(location.origin), await use(away), await asked()].join(' ');
  told().catch(String).then((text) => { document.title = text; });
`;

const BEHIND = `${USE}
  chrome.runtime.onMessage.addListener((away, sender, respond) => {
    use(away).catch(String).then(respond);
    return true;
  });
`;

const GOOD = Array(3).fill('2,3,404').join(' ');

/** How each engine opens an address with the extension in a folder, and what the page's title becomes. */
const ENGINES = {
  async chromium(extension, url) {
    const context = await launchPersistentChromium(join(extension, '../profile'), {
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [`--load-extension=${extension}`, '--disable-features=DisableLoadExtensionCommandLineSwitch'],
    });
    try {
      const page = await context.newPage();
      await page.goto(url);
      await page.waitForFunction(() => document.title !== 'waits');
      return await page.title();
    } finally {
      await context.close();
    }
  },
  async firefox(extension, url) {
    const browser = await startBrowser('firefox');
    try {
      await browser.install(extension);
      await browser.open(url);
      return await browser.until(() => document.title !== 'waits' && document.title);
    } finally {
      await browser.close();
    }
  },
};

for (const [engine, titleOf] of Object.entries(ENGINES)) {
  test(`an extension in ${engine}`, { timeout: 120_000 }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'acs-credentials-extension-'));
    t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    const [extension, www] = ['extension', 'www'].map((name) => join(folder, name));
    for (const made of [extension, www]) mkdirSync(made);
    writeFileSync(join(www, 'index.html'), '<!doctype html><title>waits</title>');
    writeFileSync(join(extension, 'manifest.json'), JSON.stringify(MANIFEST));
    for (const [name, contents, format] of [
      ['content', CONTENT, 'iife'],
      ['behind', BEHIND, 'esm'],
    ]) {
      const stdin = { contents, resolveDir: import.meta.dirname };
      await build({ stdin, bundle: true, format, target: 'es2022', outfile: join(extension, `${name}.js`) });
    }
    const [here, away] = await Promise.all([startSandbox({ www }), startSandbox()]);
    t.after(() => Promise.all([here.close(), away.close()]));
    assert.equal(await titleOf(extension, `${here.url}/?away=${away.url}`), GOOD);
  });
}
