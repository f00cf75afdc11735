import * as glue from './glue_bg.js';
import inlined from './wasm-inline.js';
import { CredentialsError } from './error.js';

/** Whether the module runs. There is one instance for the page, since the glue has room for one. */
let running = false;

/** The asynchronous start that is under way, so that many first calls share one. */
let starting;

/** The module's exports, started now if need be. */
export function now() {
  if (!running) initSync();
  return glue;
}

/** The module's exports, once they are there; starting does not block the page. */
export async function soon() {
  if (!running) await init();
  return glue;
}

/**
 * Starts the module. Never needed: every function starts it on first use.
 *
 * @param source where the module is, if not inside the package: a URL, a `Response`, bytes or a `WebAssembly.Module`
 */
export async function init(source) {
  if (running) return;
  starting ??= begin(source).finally(() => (starting = undefined));
  await starting;
}

async function begin(source) {
  const bytes = await read(source);
  await guard(async () => {
    const result = await WebAssembly.instantiate(bytes, imports);
    // Bytes give a module and an instance, a module gives the instance alone.
    run(result.instance ?? result);
  });
}

/**
 * Starts the module synchronously. Never needed: `validate` does it on first use.
 *
 * @param source bytes or a `WebAssembly.Module`, if not the one inside the package
 */
export function initSync(source) {
  if (running) return;
  guard(() => {
    const bytes = source === undefined ? decode(inlined) : source;
    const module = isModule(bytes) ? bytes : new WebAssembly.Module(bytes);
    run(new WebAssembly.Instance(module, imports));
  });
}

const imports = { './glue_bg.js': glue };

function run(instance) {
  if (running) return;
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  running = true;
}

/** Bytes or a module from whatever names them. */
async function read(source) {
  const given = await source;
  if (given === undefined) return decode(inlined);
  const isAddress = typeof given === 'string' || Object.prototype.toString.call(given) === '[object URL]';
  try {
    const answer = isAddress ? await fetch(given) : given;
    return typeof answer?.arrayBuffer === 'function' ? await answer.arrayBuffer() : answer;
  } catch (cause) {
    throw new CredentialsError({ kind: 'network', message: `The WebAssembly module could not be loaded.` }, cause);
  }
}

/** By its tag, since a module may come from another realm. */
function isModule(value) {
  return Object.prototype.toString.call(value) === '[object WebAssembly.Module]';
}

function decode(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++) bytes[index] = parseInt(hex.substr(2 * index, 2), 16);
  return bytes;
}

/** Names what keeps WebAssembly from starting. */
function guard(start) {
  const fail = (cause) => {
    const advice = `If the page has a Content-Security-Policy, its script-src needs 'wasm-unsafe-eval'.`;
    const message = `WebAssembly could not start: ${cause?.message ?? cause}. ${advice}`;
    throw new CredentialsError({ kind: 'invalid_options', message }, cause);
  };
  try {
    const started = start();
    return started instanceof Promise ? started.catch(fail) : started;
  } catch (cause) {
    return fail(cause);
  }
}
