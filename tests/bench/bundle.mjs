/** What pages load, as users' bundlers would make it: minified, one file for each group and each way to start. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../../target/bench/', import.meta.url));

/**
 * typia makes its check of a TypeScript type when it is built. 12 is the last one that does so by TypeScript's own compiler, unpatched:
 * the transform of 14 is compiled on the spot from Go modules, which npm does not have.
 */
async function generateTypia() {
  const options = {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    types: [],
  };
  const project = join(target, 'tsconfig.json');
  writeFileSync(project, JSON.stringify({ compilerOptions: options, files: [join(here, 'peers/typia.ts')] }));
  const typia = join(here, 'node_modules/typia/lib/executable/typia.js');
  const args = ['generate', '--input', join(here, 'peers'), '--output', join(target, 'typia'), '--project', project];
  execFileSync(process.execPath, [typia, ...args], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
  const made = join(target, 'typia/typia.ts');
  const nodePaths = [join(here, 'node_modules')];
  await build({ entryPoints: [made], outfile: join(target, 'typia.js'), bundle: true, format: 'esm', nodePaths });
}

/** @returns {Promise<string>} the folder to serve */
export async function bundle() {
  const out = join(target, 'page');
  mkdirSync(out, { recursive: true });
  await generateTypia();
  const groups = ['list', 'scale', 'payload', 'call', 'start'].map((name) => join(here, `groups/${name}.mjs`));
  const starts = ['inline', 'external', 'zod'].map((name) => ({
    in: join(here, `start/${name}.mjs`),
    out: `start-${name}`,
  }));
  const entryPoints = [
    ...groups.map((path) => ({ in: path, out: path.slice(path.lastIndexOf('/') + 1, -4) })),
    ...starts,
  ];
  await build({ entryPoints, outdir: out, bundle: true, minify: true, format: 'esm' });
  copyFileSync(
    fileURLToPath(import.meta.resolve('acs-credentials/acs-credentials.wasm')),
    join(out, 'acs-credentials.wasm'),
  );
  return out;
}
