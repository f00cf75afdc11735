// cargo xtask bench [node] [chromium] [list] [payload]: the package beside its peers; prints a table, writes target/bench.json.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchChromium } from '../e2e/chromium.mjs';
import { bench } from './bench.mjs';

const ENGINES = { node: inNode, chromium: inChromium };
const GROUPS = ['list', 'payload'];

const given = process.argv.slice(2);
const unknown = given.filter((name) => !(name in ENGINES) && !GROUPS.includes(name));
if (unknown.length > 0) {
  console.error(
    `No such engine or group: ${unknown.join(', ')}. There are ${[...Object.keys(ENGINES), ...GROUPS].join(', ')}.`,
  );
  process.exit(2);
}
const chosen = (all) => (all.some((name) => given.includes(name)) ? all.filter((name) => given.includes(name)) : all);

const results = {};
for (const engine of chosen(Object.keys(ENGINES))) {
  const { version, rows } = await ENGINES[engine](chosen(GROUPS), (row) => console.error(`${engine}: ${row}`));
  results[engine] = { version, rows };
  console.log(`\n${table(`${engine} ${version}`, rows)}`);
}
const file = fileURLToPath(new URL('../../target/bench.json', import.meta.url));
writeFileSync(file, JSON.stringify({ date: new Date().toISOString(), cpu: cpus()[0].model, results }, undefined, 2));
console.log(`\n${file} written; µs for each credential or payload, medians; × = times as fast as acs-credentials is`);

async function inNode(groups, say) {
  return { version: process.versions.node, rows: await bench(groups, say) };
}

/** The same modules in a page, bundled as a user would have them. */
async function inChromium(groups, say) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('bench.mjs', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const server = createServer((request, response) => {
    const isScript = request.url === '/bench.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputFiles[0].text : '<!doctype html><title>bench</title>');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await launchChromium({ args: ['--js-flags=--expose-gc'] });
  try {
    const tab = await browser.newPage();
    await tab.exposeFunction('say', say);
    await tab.goto(`http://127.0.0.1:${server.address().port}/`);
    const run = async (groups) => (await import('/bench.js')).bench(groups, globalThis.say);
    return { version: browser.version(), rows: await tab.evaluate(run, groups) };
  } finally {
    await browser.close();
    server.close();
  }
}

/** Times of ours in µs, and how many times as fast as each peer we are. */
function table(title, rows) {
  return GROUPS.flatMap((group) => {
    const own = rows.filter((row) => row.group === group);
    if (own.length === 0) return [];
    const [first, ...peers] = Object.keys(own[0].times);
    const head = [`${title}: ${group}`, `${first}, µs`, ...peers.map((peer) => `× ${peer}`)];
    const body = own.map(({ row, times }) => [
      row,
      times[first].toFixed(2),
      ...peers.map((peer) => (times[peer] / times[first]).toFixed(2)),
    ]);
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...body.map(line), ''];
  }).join('\n');
}
