import * as glue from './glue_bg.js';
import { Deadline } from './deadline.js';
import { CredentialsError, wrong } from './error.js';

/** Whether the module runs. There is one instance for the page and all entries, since the glue has room for one. */
let running = false;

/** The asynchronous start that is under way, so that many first calls share one. */
let starting;

/** Where the module is unless `init` is told: `now()` gives it at once, `later()` names what has to be loaded. */
let source;

/** Called by every function of an entry, with the entry's own source: so loading an entry does nothing. */
export function prefer(own) {
  // With two entries on one page, the module that is there already.
  if (!source || own.now) source = own;
}

/** The module's exports, started now if need be. */
export function now() {
  if (!running) initSync();
  return glue;
}

/** The module's exports, once they are there; starting does not block the page. What ends a call also ends its wait for a download. */
export async function soon(options) {
  if (!running) await within(new Deadline(options), init());
  return glue;
}

/** Waits for a promise, but no longer than a call's signal and timeout allow. */
async function within(deadline, promise) {
  try {
    await Promise.race([promise, deadline.stopped]);
    const { end } = deadline;
    if (end?.length === 0) {
      throw new CredentialsError({ kind: 'timeout', message: 'The WebAssembly module did not load in time.' });
    }
    if (end) throw end[0];
  } finally {
    deadline.release();
  }
}

/**
 * Starts the module. Never needed: every function starts it on first use.
 *
 * @param given where the module is, if not where the entry says: a URL, a `Response`, bytes or a `WebAssembly.Module`
 */
export async function init(given) {
  if (running) return;
  starting ??= begin(given).finally(() => (starting = undefined));
  await starting;
}

async function begin(given) {
  const found = await find(given);
  try {
    const result = await instantiate(found);
    // Bytes give a module and an instance, a module gives the instance alone.
    run(result.instance ?? result);
  } catch (cause) {
    throw failed(cause, given, found);
  }
}

/**
 * Starts the module synchronously. Never needed where the entry has the module inside: `validate` does it on first use.
 *
 * @param given bytes or a `WebAssembly.Module`, if not what the entry has
 */
export function initSync(given) {
  if (running) return;
  if (!given && !source.now) {
    throw wrong('The module has to be loaded first: await init().');
  }
  try {
    const found = given ?? source.now();
    const module = isA('WebAssembly.Module', found) ? found : new WebAssembly.Module(found);
    run(new WebAssembly.Instance(module, imports));
  } catch (cause) {
    throw failed(cause, given);
  }
}

const imports = { './glue_bg.js': glue };

function run(instance) {
  if (running) return;
  // Any module that imports nothing would have got this far.
  if (typeof instance.exports.validate !== 'function') throw new TypeError('this is not the module of acs-credentials');
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  running = true;
}

/** What is given, or the entry's own; loaded if it is an address. */
async function find(given) {
  try {
    const found = (await given) ?? source.now?.() ?? source.later();
    const answer = typeof found === 'string' || isA('URL', found) ? await fetch(found) : found;
    if (answer.ok === false) throw new Error(`${answer.url} answered ${answer.status}`);
    return answer;
  } catch (cause) {
    // On a server that renders pages, `init` may get an address that only works in a page; this entry has the module inside.
    if (given && source.now) return find();
    const advice = given ? '' : ' Give init() the address of acs-credentials.wasm.';
    const message = `The WebAssembly module could not be loaded: ${cause?.message ?? cause}.${advice}`;
    throw new CredentialsError({ kind: 'network', message }, cause);
  }
}

/** Compiles an answer while it arrives, where the server names its type. */
async function instantiate(found) {
  if (typeof found.arrayBuffer !== 'function') return WebAssembly.instantiate(found, imports);
  const isNamed = found.headers?.get('content-type') === 'application/wasm';
  return isNamed && WebAssembly.instantiateStreaming
    ? WebAssembly.instantiateStreaming(found, imports)
    : WebAssembly.instantiate(await found.arrayBuffer(), imports);
}

/** By its tag, since it may come from another realm. */
function isA(tag, value) {
  return Object.prototype.toString.call(value) === `[object ${tag}]`;
}

/** Names what keeps WebAssembly from starting. */
function failed(cause, given, { url, headers } = {}) {
  const why = String(cause?.message ?? cause).replace(/\.*$/, '.');
  // To content scripts, Chromium says nothing of the page's policy.
  const isPolicy = /unsafe-eval|CSP|Content.Security|: \.$/i.test(why);
  const type = headers?.get('content-type');
  // What is surely ours, but does not compile.
  const isOld = cause?.name === 'CompileError' && (url ? type === 'application/wasm' : !given);
  const place = url ? ` It came from ${url} as ${type}: give init() the address of acs-credentials.wasm.` : '';
  const age = ' The module needs SIMD and reference types: Chrome 98, Firefox 97, Safari 16.4 or newer.';
  const advice = isPolicy ? " The page's script-src needs 'wasm-unsafe-eval'." : isOld ? age : place;
  return wrong(`WebAssembly could not start: ${why}${advice}`, cause);
}
