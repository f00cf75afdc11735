import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../sandbox/server.mjs';
import { ENGINES, open } from './engines.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const TABLES = ['payloads', 'brands', 'received', 'json'];

/** Hands out the tables and takes in the results. */
async function startReport() {
  const tables = TABLES.map((name) => [name, JSON.parse(readFileSync(folder(`../fixtures/${name}.json`), 'utf8'))]);
  const body = JSON.stringify(Object.fromEntries(tables));
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'POST') server.emit('results', JSON.parse(await text(request)));
    response.end(request.url === '/tables' ? body : '');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

for (const engine of Object.keys(ENGINES)) {
  test(`a page in ${engine}`, { timeout: 120_000 }, async (t) => {
    const here = await startSandbox({ www: folder('page'), pkg: folder('../../pkg') });
    const away = await startSandbox();
    const report = await startReport();
    t.after(() => Promise.all([here.close(), away.close(), report.close()]));

    const query = new URLSearchParams({ report: `http://127.0.0.1:${report.address().port}`, away: away.url });
    const close = open(engine, `${here.url}/?${query}`);
    t.after(close);
    const [results] = await once(report, 'results', { signal: t.signal });
    for (const [name, result] of Object.entries(results)) {
      await t.test(`${engine}: ${name}`, () => assert.equal(result, 'good'));
    }
  });
}
