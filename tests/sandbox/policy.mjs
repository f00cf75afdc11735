/** What the pages here may do: their own files only, no inline code or styles, and requests to Seam or a local server. */
import { createHash } from 'node:crypto';

const IMPORT_MAP = /<script\b[^>]*\btype=["']?importmap["']?[^>]*>([\s\S]*?)<\/script>/gi;

export const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' https://connect.getseam.com http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** A policy in a `<meta>` may not have it. */
export const inHeaderOnly = (directive) => directive.startsWith('frame-ancestors');

/** @param {string} html whose import maps, which have to be inline, are let in by their hashes */
export function policyOf(html) {
  const maps = [...html.matchAll(IMPORT_MAP)].map(([, map]) => `'sha256-${sha256(map)}'`);
  const withMaps = (directive) => (directive.startsWith('script-src') ? [directive, ...maps].join(' ') : directive);
  return DIRECTIVES.map(withMaps).join('; ');
}

const sha256 = (value) => createHash('sha256').update(value).digest('base64');
