/** Writes the demo as a folder for any static host, under any path: `node xtask/static.mjs FOLDER [--credentials N]`. */
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { DIRECTIVES, inHeaderOnly } from '../tests/sandbox/policy.mjs';
import { compiledValidators } from './static/validators.mjs';

const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const WWW = root('www');
const WORKER = 'mockServiceWorker.js';

const STYLES = /\s*<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"[^>]*>/g;
const PRELOADS = /\s*<link\b[^>]*\brel="modulepreload"[^>]*>/g;
const IMPORT_MAP = /\s*<script\b[^>]*\btype="importmap"[^>]*>[\s\S]*?<\/script>/g;
const SCRIPT = /<script\b[^>]*\btype="module"[^>]*><\/script>/;
const CHARSET = /<meta charset="[^"]*" ?\/?>/;

/** Nothing of anybody else's is ever deleted: the folder is new, empty, or one that was written here. */
async function empty(folder) {
  const names = await readdir(folder).catch(() => []);
  if (names.length && !names.includes(WORKER)) throw new Error(`${folder} has other files in it; name another folder`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

function bundle(html, folder, credentials) {
  const styles = [...html.matchAll(STYLES)].map(([, href]) => `@import './${href.replace(/^\.?\//, '')}';`);
  const common = { bundle: true, minify: true, logLevel: 'warning' };
  return Promise.all([
    build({
      ...common,
      entryPoints: { page: root('xtask/static/page.mjs') },
      outdir: folder,
      chunkNames: '[name]-[hash]',
      format: 'esm',
      splitting: true,
      target: 'es2022',
      alias: { 'acs-credentials': root('pkg/index.js') },
      define: { 'process.env.NODE_ENV': '"production"', CREDENTIALS: String(credentials) },
      plugins: [compiledValidators],
    }),
    build({
      ...common,
      stdin: { contents: styles.join('\n'), loader: 'css', resolveDir: WWW },
      outfile: join(folder, 'page.css'),
    }),
  ]);
}

/** The page with its one style sheet, its one script and its policy, all addressed from where it lies. */
function page(html) {
  const policy = DIRECTIVES.filter((directive) => !inHeaderOnly(directive)).join('; ');
  return html
    .replace(CHARSET, (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replaceAll(PRELOADS, '')
    .replaceAll(IMPORT_MAP, '')
    .replaceAll(STYLES, '')
    .replaceAll(/\b(href|src)="\//g, '$1="')
    .replace(SCRIPT, '<link rel="stylesheet" href="page.css" />\n    <script type="module" src="page.js"></script>');
}

/** Pictures and the like: what is not in the bundle. */
async function copyOthers(folder) {
  const entries = await readdir(WWW, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || ['.css', '.html', '.js'].includes(extname(entry.name))) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(folder, from.slice(WWW.length));
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { credentials: { type: 'string', default: '0' } },
});
if (positionals.length !== 1) throw new Error('expected the folder to write to');
const [folder] = positionals;
const html = await readFile(join(WWW, 'index.html'), 'utf8');
await empty(folder);
await Promise.all([
  bundle(html, folder, Number(values.credentials)),
  copyOthers(folder),
  copyFile(root(`node_modules/msw/lib/${WORKER}`), join(folder, WORKER)),
  writeFile(join(folder, 'index.html'), page(html)),
]);
