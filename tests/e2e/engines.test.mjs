import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../sandbox/server.mjs';
import { launchChromium } from './chromium.mjs';
import { ENGINES, visit } from './engines.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const TABLES = ['payloads', 'received', 'json'];
const readTable = (name) => [name, JSON.parse(readFileSync(folder(`../fixtures/${name}.json`), 'utf8'))];

for (const engine of Object.keys(ENGINES)) {
  test(`a page in ${engine}`, { timeout: 120_000 }, async (t) => {
    const here = await startSandbox({ www: folder('page'), pkg: folder('../../pkg') });
    const away = await startSandbox();
    t.after(() => Promise.all([here.close(), away.close()]));

    const given = Object.fromEntries(TABLES.map(readTable));
    const results = await visit(engine, `${here.url}/?away=${away.url}`, { given, signal: t.signal });
    for (const [name, result] of Object.entries(results)) {
      await t.test(`${engine}: ${name}`, () => assert.equal(result, 'good'));
    }
  });
}

test('Chromium calls no request cancelled that has been answered', { timeout: 60_000 }, async (t) => {
  const sandbox = await startSandbox({ www: folder('page'), pkg: folder('../../pkg') });
  const browser = await launchChromium();
  t.after(() => Promise.all([browser.close(), sandbox.close()]));
  const page = await browser.newPage();
  const cancelled = [];
  page.on('requestfailed', (request) => cancelled.push(request.url()));
  await page.goto(`${sandbox.url}/pkg/package.json`);
  const list = async ({ endpoint, times }) => {
    const { createClient } = await import('/pkg/index.js');
    const client = createClient({ endpoint, apiKey: 'seam_test' });
    for (let time = 0; time < times; time++) await client.list({ limit: 20 });
  };
  await page.evaluate(list, { endpoint: sandbox.url, times: 60 });
  assert.deepEqual(cancelled, []);
});
