// cargo xtask bench [engine …] [group …]: the package beside its peers; prints tables, writes target/bench.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { USUAL, engines } from './engines/engines.mjs';
import { groups } from './groups.mjs';
import { servePages, startSandbox } from './pages.mjs';
import { table } from './table.mjs';

const CREDENTIALS = 1000;

const given = process.argv.slice(2);
const unknown = given.filter((name) => !(name in engines) && !(name in groups));
if (unknown.length > 0) {
  const all = [...Object.keys(engines), ...Object.keys(groups)].join(', ');
  console.error(`No such engine or group: ${unknown.join(', ')}. There are ${all}.`);
  process.exit(2);
}
const chosen = (all, usual) => (given.some((name) => name in all) ? given.filter((name) => name in all) : usual);
const chosenGroups = chosen(groups, Object.keys(groups));

/** Started when the first call needs it. */
let running;
const sandbox = async () => (await (running ??= startSandbox(CREDENTIALS))).url;
const pages = await servePages(await bundle(), sandbox);

const results = {};
for (const name of chosen(engines, USUAL)) {
  const engine = await engines[name]({ pages });
  results[name] = { version: engine.version, groups: {} };
  for (const group of chosenGroups) {
    if (!(groups[group].engines?.includes(name) ?? true)) continue;
    const say = (row) => console.error(`${name}: ${group}: ${row}`);
    const rows = await groups[group].run({ engine, sandbox, say });
    results[name].groups[group] = rows;
    console.log(`\n${table(`${name} ${engine.version}`, group, rows)}`);
  }
  await engine.close();
}
pages.close();
(await running)?.close();

const file = fileURLToPath(new URL('../../target/bench.json', import.meta.url));
const report = {
  date: new Date().toISOString(),
  cpu: cpus()[0].model,
  cores: cpus().length,
  versions: versions(),
  results,
};
writeFileSync(file, JSON.stringify(report, undefined, 2));
console.log(`\nMedians; × = how many times as long the other takes. ${file} written: times there are in µs.`);

/** Of ours and of every peer. */
function versions() {
  const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const { dependencies: peers } = read('package.json');
  const { version } = read('../../pkg/package.json');
  const { '@seamapi/http': seam } = read('../../package.json').devDependencies;
  return { 'acs-credentials': version, ...peers, '@seamapi/http': seam, node: process.versions.node };
}
