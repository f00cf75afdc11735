/** The libraries of a page under `/lib/`, as their packages ship them: no others, and nothing is built. */
import { fileURLToPath } from 'node:url';
import { serveFile } from './static.mjs';

const installed = (path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

/** What an address begins with, the folder behind it, and the file when the address names one. */
const LIBRARIES = [
  ['/lib/lit-html/', installed('lit-html')],
  ['/lib/signals-core.js', installed('@preact/signals-core/dist'), '/signals-core.mjs'],
  ['/lib/virtual-core/', installed('@tanstack/virtual-core/dist/esm')],
];

/** @returns {Promise<import('./answers.mjs').Answer> | undefined} undefined when no library is at this path */
export function serveLibrary(path) {
  const [start, folder, file] = LIBRARIES.find(([start]) => path.startsWith(start)) ?? [];
  return start && serveFile(folder, file ?? path.slice(start.length - 1)).then(forBrowsers);
}

/** Bundlers put a value for this; nobody bundles here. */
function forBrowsers(answer) {
  if (!answer.headers['content-type'].startsWith('text/javascript')) return answer;
  return { ...answer, body: answer.body.toString().replaceAll('process.env.NODE_ENV', "'production'") };
}
