/** Files of a folder over HTTP; pages get a strict content security policy. */
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { text } from './answers.mjs';
import { policyOf } from './policy.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * @param {string} folder
 * @param {string} path of the URL, from the folder on
 * @returns {Promise<import('./answers.mjs').Answer>}
 */
export async function serveFile(folder, path) {
  const file = fileOf(folder, path);
  const body = file && (await readFile(file).catch(() => undefined));
  if (!body) return text(404, '404');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const policy = type.startsWith('text/html') ? { 'content-security-policy': policyOf(body.toString()) } : {};
  return { status: 200, headers: { 'content-type': type, 'x-content-type-options': 'nosniff', ...policy }, body };
}

/** Undefined for a path that leads out of the folder. */
function fileOf(folder, path) {
  try {
    const file = resolve(folder, `.${decodeURIComponent(path)}`);
    const within = (file + sep).startsWith(resolve(folder) + sep);
    return within ? (path.endsWith('/') ? join(file, 'index.html') : file) : undefined;
  } catch {
    return undefined;
  }
}
