// What a call is asked to do: read at once, and refused as a whole.

import { checkSignal, ended, LONGEST_DELAY } from './deadline.js';
import { fetcher, isBrowser, isPublicPage, root } from './environment.js';
import { Mistake, refusal } from './error.js';
import { isHeaderValue, pairsOf } from './request.js';
import { warnOnce } from './tell.js';

const DEFAULT_ENDPOINT = 'https://connect.getseam.com';

/** How each kind of token begins, and what it is called. Those that begin like an API key come before it. */
export const TOKENS = {
  personalAccessToken: ['seam_at', 'a personal access token'],
  clientSessionToken: ['seam_cst', 'a client session token'],
  consoleSessionToken: ['ey', 'a console session token'],
  apiKey: ['seam_', 'an API key'],
};

/** Those of a person, who may have many workspaces. */
export const PERSONAL = ['personalAccessToken', 'consoleSessionToken'];

/** Those with unlimited power over a workspace. */
const POWERFUL = ['apiKey', 'personalAccessToken'];

const CALLBACKS = ['onWarning', 'onDeviation', 'onResponse'];

/** Those that `pages`, `all` and `waitUntil` keep to themselves; here they are a slip of the pen. */
const OF_PAGES = ['ahead'];
const OF_WAITS = ['interval', 'onProgress'];
const HINT = `; for pages and all also ${OF_PAGES}, for waitUntil ${OF_WAITS.join(' and ')}`;

const NAMES = [
  'endpoint',
  ...Object.keys(TOKENS),
  ...['workspaceId', 'headers', 'credentials', 'fetch', 'timeout', 'retries', 'signal', 'context'],
  ...CALLBACKS,
];

/** What the caller asked for, checked, with what it takes to say what became of it. Times are in milliseconds. */
export class Options {
  /**
   * For who calls the module without the package.
   *
   * @param {string} path the endpoint's
   */
  static of(given, path) {
    return given instanceof Options ? given : new Options(given, path);
  }

  constructor(given, path) {
    this.path = path;
    /** How many requests have gone out. `started`, set by the first attempt, is when that was, by `ticks()`. */
    this.sent = 0;
    try {
      this.read(object(given, 'options', NAMES, HINT));
    } catch (error) {
      throw refusal(error, this);
    }
  }

  read(given) {
    this.authorize(given);
    this.base = root(text(given, 'endpoint') ?? DEFAULT_ENDPOINT);
    this.fetch = fetcher(callback(given, 'fetch'));
    this.timeout = timeout(given.timeout ?? 30_000);
    this.retries = retries(given.retries ?? 2);
    this.signal = given.signal ?? undefined;
    if (this.signal !== undefined) checkSignal(this.signal);
    this.context = contextOf(given.context);
    for (const name of CALLBACKS) this[name] = callback(given, name);
    const { headers } = given;
    // Those of an object are read now, those of a function anew for each attempt.
    this.headers = typeof headers === 'function' ? headers : pairsOf(headers);
    this.credentials = credentials(text(given, 'credentials'));
    if (this.isPowerful && isPublicPage()) {
      warnOnce(
        'an API key or personal access token in a web page gives every visitor unlimited power over the workspace. ' +
          "Let a proxy on your own server add it: endpoint: '/api/seam'.",
      );
    }
  }

  /** Of tokens there may be one; none where the caller's own proxy adds it. */
  authorize(given) {
    const workspace = text(given, 'workspaceId');
    const tokens = Object.keys(TOKENS).map((name) => [name, text(given, name)]);
    const [[name, token] = [], [second] = []] = tokens.filter(([, token]) => token !== undefined);
    if (second) throw new Mistake(`Give either ${name} or ${second}, not both.`);
    /** Our own headers. */
    this.own = [];
    if (!name) return;
    checkToken(name, token);
    this.token = token;
    this.own.push(['authorization', `Bearer ${token}`]);
    if (name === 'clientSessionToken') {
      if (this.path !== '/acs/credentials/list') {
        throw new Mistake(`${this.path} accepts no client session token: let a proxy on your own server add a key.`);
      }
      this.own.push(['client-session-token', token]);
    }
    if (PERSONAL.includes(name)) {
      if (workspace === undefined) throw new Mistake(`workspaceId is required with ${name}.`);
      if (!workspace.trim() || !isHeaderValue(workspace)) throw new Mistake("workspaceId must be the workspace's id.");
      this.own.push(['seam-workspace', workspace]);
    } else if (workspace !== undefined) {
      warnOnce(`workspaceId is only for personal tokens, not for ${name}.`);
    }
    this.isPowerful = POWERFUL.includes(name);
  }

  /** The signal's reason in a list, once the call is no longer wanted. */
  get end() {
    return ended(this.signal);
  }

  noAnswer(cause) {
    const advice = isBrowser()
      ? "Offline, a wrong address, or refused by CORS or a policy: the browser's network panel tells which."
      : 'Offline, or a wrong address.';
    return `No answer from ${this.base}${this.why(cause)}. ${advice}`;
  }

  /** For the module: what to say of an answer that broke off or, if late, that did not come, or had begun but did not end, in time. */
  brokenOff(isLate, isBegun, cause) {
    return isLate
      ? `${this.base} did not ${isBegun ? 'finish its answer' : 'answer'} within ${this.timeout / 1000} s.`
      : `The answer from ${this.base} broke off${this.why(cause)}.`;
  }

  /**
   * What the environment says of a failure, in brackets. Node keeps the telling part one level down. A caller's own `fetch` may tell
   * the token: then nothing is repeated.
   */
  why(cause) {
    const why = messageOf(inner(cause)) || messageOf(cause) || (typeof cause === 'string' ? cause : '');
    return !why || (this.token && why.includes(this.token))
      ? ''
      : ` (${why.trim().slice(0, 500).replace(/\s+/g, ' ')})`;
  }
}

/** An object of the caller's; one that is left out is empty. Names that are not known are slips of the pen, of which the console is told. */
function object(given, what, names, further = '') {
  given ??= {};
  if (typeof given !== 'object') throw new Mistake(`${what} must be an object.`);
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) warnOnce(`${what}.${name} is unknown. Known are ${names.join(', ')}${further}.`);
  }
  return plain(given, names);
}

/**
 * A copy of an object of the caller's, with those of the names that it inherits from its class, but not from `Object.prototype`: whoever
 * manages to pollute that must not choose where a key goes.
 */
export function plain(given, names = [...NAMES, ...OF_PAGES, ...OF_WAITS]) {
  const copy = { __proto__: null, ...given };
  for (const name of names) if (!(name in copy) && isOfClass(given, name)) copy[name] = given[name];
  return copy;
}

/** Whether an object inherits a property from anything but `Object.prototype`. */
function isOfClass(given, name) {
  let at = given;
  while ((at = Object.getPrototypeOf(at)) && at !== Object.prototype) if (Object.hasOwn(at, name)) return true;
  return false;
}

function text(given, name) {
  const value = given[name] ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw new Mistake(`options.${name} must be a string.`);
  return value;
}

function callback(given, name) {
  const value = given[name] ?? undefined;
  if (value !== undefined && typeof value !== 'function') throw new Mistake(`options.${name} must be a function.`);
  return value;
}

function checkToken(name, token) {
  if (token.startsWith('seam_pk')) {
    throw new Mistake(`${name} is a publishable key, which no credentials endpoint accepts.`);
  }
  const [kind, [, called] = []] = Object.entries(TOKENS).find(([, [begin]]) => token.startsWith(begin)) ?? [];
  const workspace = PERSONAL.includes(kind) ? ', with workspaceId' : '';
  if (kind && kind !== name) throw new Mistake(`${name} is ${called}: pass it as ${kind}${workspace}.`);
  if (token === '') throw new Mistake(`${name} is empty.`);
  if (token.startsWith('Bearer ')) throw new Mistake(`${name} is the token alone, without "Bearer".`);
  if (!kind) throw new Mistake(`${name} must be ${TOKENS[name][1]}, which begins with ${TOKENS[name][0]}.`);
  if (!isHeaderValue(token)) throw new Mistake(`${name} holds a character that no header can carry.`);
}

/** For each attempt; `undefined`: no limit. */
function timeout(value) {
  if (typeof value !== 'number' || !(value >= 0)) {
    throw new Mistake('options.timeout must be a number of milliseconds, 0 for no limit.');
  }
  return value > 0 && value <= LONGEST_DELAY ? value : undefined;
}

function retries(value) {
  // More is a mistake: the waits double each time.
  if (Number.isInteger(value) && value >= 0 && value <= 10) return value;
  throw new Mistake('options.retries must be a whole number from 0 to 10.');
}

function credentials(value) {
  if (value === undefined || ['omit', 'same-origin', 'include'].includes(value)) return value;
  throw new Mistake('options.credentials must be "omit", "same-origin" or "include".');
}

/** Reads the context of a validation. */
export function readContext(given) {
  try {
    return contextOf(given);
  } catch (error) {
    throw refusal(error);
  }
}

/** What the module is told of a context: the present, in milliseconds or as a text; the system's type; the entrances, as JSON. */
function contextOf(given) {
  const { now, systemType, entrances } = object(given, 'context', ['now', 'systemType', 'entrances']);
  return [clock(now ?? Date.now()), system(systemType ?? undefined), list(entrances ?? undefined)];
}

/** Asked for what it does: a `Date` may come from another realm, and what merely inherits from `Date` throws. */
function clock(now) {
  if (typeof now === 'string' || typeof now === 'number') return now;
  try {
    return Number.isFinite(now.getTime()) ? now.getTime() : NaN;
  } catch {
    return NaN; // which the module refuses
  }
}

function system(type) {
  if (type === undefined || typeof type === 'string') return type;
  throw new Mistake('context.systemType must be a string: the external_type of the access system.');
}

/**
 * The properties of an entrance that rules look at: all, until the build names them. Forms are checked at each keystroke, and a house may
 * have a thousand doors.
 */
const OF_ENTRANCES = null; // written by the build

function list(entrances) {
  if (entrances === undefined) return undefined;
  try {
    const json = JSON.stringify(entrances, OF_ENTRANCES);
    if (json?.startsWith('[')) return json;
  } catch (cause) {
    throw new Mistake('context.entrances cannot be read.', cause);
  }
  throw new Mistake('context.entrances must be an array of entrances.');
}

function inner(cause) {
  try {
    return cause.cause;
  } catch {
    return undefined;
  }
}

/** What an error says, if it says anything. */
function messageOf(error) {
  try {
    return typeof error.message === 'string' ? error.message : '';
  } catch {
    return '';
  }
}
