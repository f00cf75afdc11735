// What a call finds where it runs.

import { Mistake } from './error.js';

/** What every request needs, and how to see that it works: a test's mock may be there and do nothing. */
const NEEDED = {
  Headers() {
    const headers = new Headers();
    headers.set('a', 'b');
    return headers.has('a');
  },
  AbortController: () => new AbortController().signal.aborted === false,
};

/** Refuses an environment that cannot send requests. */
export function checkEnvironment() {
  const missing = Object.keys(NEEDED).find((name) => !works(name));
  if (missing) throw new Mistake(`This environment has no working ${missing}, which every request needs.`);
}

/** What sends requests: the caller's own function, or the environment's. */
export function fetcher(own) {
  checkEnvironment();
  const found = own ?? globalThis.fetch;
  if (typeof found !== 'function') throw new Mistake('This environment has no fetch: pass one as options.fetch.');
  return found;
}

function works(name) {
  try {
    return NEEDED[name]();
  } catch {
    return false;
  }
}

/** Milliseconds of a clock that nobody sets, where there is one. */
export function ticks() {
  try {
    return Math.round(performance.now());
  } catch {
    return Date.now();
  }
}

/** The URL to which paths are added, without a slash at its end. */
export function root(endpoint) {
  if (endpoint.trim() === '') throw new Mistake('options.endpoint is empty.');
  const url = parse(endpoint);
  if (url && !isTrusted(url) && !isOwn(url)) {
    throw new Mistake("options.endpoint must be https; http is for this machine and the page's own origin.");
  }
  const found = url ?? relative(endpoint);
  if (!found)
    throw new Mistake('options.endpoint is not a URL. Relative ones need a page or worker that came over http.');
  const { origin, pathname, username, password, search, hash } = found;
  if (username || password || search || hash) {
    throw new Mistake('options.endpoint must not hold a user, a password, a query or a fragment.');
  }
  return origin + pathname.replace(/\/+$/, '');
}

/** An endpoint of the page or worker's own origin. */
function relative(endpoint) {
  // The address of a worker made from a blob is no base, but its origin is. A `srcdoc` frame has only `globalThis.origin`, its page's.
  for (const place of [base(), here('href'), here('origin'), parse(globalThis.origin)]) {
    const url = place?.protocol.startsWith('http') ? parse(endpoint, place) : undefined;
    // `//example.com` leads away from the page.
    if (url && (url.origin === place.origin || isTrusted(url))) return url;
  }
  return undefined;
}

/** What the page's own addresses are relative to; a `<base>` that leads to another origin is nothing to send a key to. */
function base() {
  try {
    const url = parse(globalThis.document.baseURI);
    return [here('href')?.origin, globalThis.origin].includes(url.origin) ? url : undefined;
  } catch {
    return undefined; // no page
  }
}

/** A part of where this runs, which may be a test's own fake. */
function here(name) {
  try {
    return parse(globalThis.location[name]);
  } catch {
    return undefined;
  }
}

function parse(url, base) {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}

/** Over https anywhere, over http to this machine only. */
function isTrusted({ protocol, hostname }) {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Over http to where the page is from. Not other schemes: their origins may all be equal, or be another's. */
function isOwn({ protocol, origin }) {
  return protocol === 'http:' && [here('href')?.origin, globalThis.origin].includes(origin);
}

function isLoopback(hostname) {
  return /^((.+\.)?localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
}

/** Whether this runs in a page or a worker of one. */
export const isBrowser = () => here('href') !== undefined;

/** Whether this runs in a page that others can open, too. */
export function isPublicPage() {
  try {
    const { document, location } = globalThis;
    return Boolean(document && location.hostname) && !isLoopback(location.hostname);
  } catch {
    return false;
  }
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`, as RFC 9110 has it: `Date.parse` would read much else. */
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * What counts of the head of an answer: its status, its request id, and after how many seconds to try again. `undefined` if it is no
 * `Response`, or a success that has been read already.
 */
export function head(response) {
  try {
    const { status, headers, arrayBuffer, type, bodyUsed, body } = response;
    const areFunctions = typeof arrayBuffer === 'function' && typeof headers.get === 'function';
    if (!Number.isInteger(status) || !areFunctions || type === 'error') return undefined;
    // Of a refusal the status says enough: wrappers that write it to a log have read it.
    if (status >= 200 && status < 300 && (bodyUsed || body?.locked)) return undefined;
    return [status, header(headers, 'seam-request-id'), retryAfter(header(headers, 'retry-after'))];
  } catch {
    return undefined; // a getter throws
  }
}

/** A header of an answer; `undefined` if the answer only behaves like one, and its headers throw. */
export function header(headers, name) {
  try {
    return headers.get(name);
  } catch {
    return undefined;
  }
}

/** Reads a `Retry-After` header, seconds (cut to 2^32 - 1) or a date. The result is in seconds and never negative. */
function retryAfter(header) {
  if (typeof header !== 'string') return undefined;
  try {
    const text = header.trim();
    if (/^\d+$/.test(text)) return Math.min(Number(text), 2 ** 32 - 1);
    const seconds = DATE.test(text) ? (Date.parse(text) - Date.now()) / 1000 : NaN;
    return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
  } catch {
    return undefined; // a test's own Date lacks something
  }
}
