/**
 * Installs the packed package as users do and runs the same program in their tools.
 *
 *   node tests/consumers/run.mjs [--all] [part of a tool's name …]
 *
 * Without --all: the quick ones. With --all and no name, the table goes into the README.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox/server.mjs';
import { Browser } from './browser.mjs';
import { CONSUMERS } from './consumers.mjs';
import { install, README } from './install.mjs';
import { matrix } from './matrix.mjs';
import { WAYS } from './ways.mjs';

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const isNamed = ({ tool }) => positionals.length === 0 || positionals.some((part) => tool.includes(part));
const wanted = CONSUMERS.filter((consumer) => (values.all || consumer.isQuick) && isNamed(consumer));

const folder = install(values.all);
const sandbox = await startSandbox();
const browser = new Browser();
const failures = [];
try {
  for (const consumer of wanted) {
    const start = performance.now();
    const outcome = await WAYS[consumer.by](consumer, { folder, sandbox: sandbox.url, browser }).catch(
      (error) => error.message,
    );
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${outcome === 'good' ? 'ok    ' : 'FAILED'}  ${consumer.tool}: ${consumer.way} (${seconds} s)`);
    if (outcome !== 'good') {
      console.log(outcome);
      failures.push(consumer);
    }
  }
  if (values.all && positionals.length === 0 && failures.length === 0) {
    writeFileSync(README, matrix(readFileSync(README, 'utf8'), wanted, { folder, chromium: await browser.version() }));
  }
} finally {
  await browser.close();
  await sandbox.close();
}
console.log(`${wanted.length - failures.length} good, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
