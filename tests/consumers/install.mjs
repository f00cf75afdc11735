/** Puts the fixtures, their tools and the packed package into a folder outside the repository, so that nothing is found by accident. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const README = join(ROOT, 'README.md');
const HERE = join(ROOT, 'tests/consumers');
const CACHE =
  process.env.ACS_CREDENTIALS_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'acs-credentials');

const npm = (cwd, ...args) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' });
const hash = (content) => createHash('sha256').update(content).digest('hex');

/** Not `npm ci`: it refuses a lock file without the packages of other platforms, which not every registry has. */
const INSTALL = ['install', '--no-save', '--ignore-scripts'];
const SCOPES = { quick: ['--omit=dev'], all: [] };

/** @param {boolean} all also the tools that only the full run needs */
export function install(all) {
  // One folder for each clone of the repository.
  const folder = join(resolve(ROOT, CACHE), `consumers-${hash(ROOT).slice(0, 8)}`);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== 'node_modules') rmSync(join(folder, name), { recursive: true });
  }
  cpSync(HERE, folder, { recursive: true });
  cpSync(join(ROOT, 'tests/package/types.ts'), join(folder, 'types/types.ts'));
  // The same text again, for a TypeScript that writes CommonJS.
  cpSync(join(ROOT, 'tests/package/types.ts'), join(folder, 'types/types.cts'));
  const program = readFileSync(join(folder, 'program.mjs'), 'utf8').replace(/^export /gm, '');
  writeFileSync(join(folder, 'program.cjs'), `${program}\nmodule.exports = { program };\n`);

  const scope = installTools(folder, all);
  const tarball = npm(join(ROOT, 'pkg'), 'pack', '--silent', '--pack-destination', folder).trim();
  npm(folder, ...INSTALL, ...SCOPES[scope], `./${tarball}`);
  return folder;
}

/** Returns which tools are there, so that those of an earlier full run stay. */
function installTools(folder, all) {
  const stamp = join(folder, 'node_modules/.installed-from');
  const lock = hash(readFileSync(join(folder, 'package-lock.json')));
  const [found, there] = existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ') : [];
  if (found === lock && (there === 'all' || !all)) return there;
  const scope = all ? 'all' : 'quick';
  console.log(`setup: installing the tools (${scope}) into ${folder}`);
  npm(folder, ...INSTALL, ...SCOPES[scope]);
  // The one tool that does nothing before its install script has run.
  if (all) npm(folder, 'rebuild', 'bun');
  writeFileSync(stamp, `${lock} ${scope}`);
  return scope;
}
