import { ticks } from './environment.js';
import { dotted } from './error.js';

/** Callbacks that have failed, by name. */
const failed = new Set();

/** What the console has been told already: once for a page, not once for a call. Beyond 1,000, repeating is better than remembering. */
const warned = new Set();

/** Hands on what was found: to the callback, or warnings to the console. */
export function told(options, name, { issues }) {
  const { path: endpoint, [name]: callback } = options;
  if (callback) {
    tell(callback, name, { endpoint, issues });
    return;
  }
  for (const { path, code, message } of issues) {
    // The same code at the same place may come with another sentence, and in a list at a thousand places.
    const about = `${endpoint} ${dotted(path.filter(isName))} ${code}`;
    warnOnce(`${endpoint} ${dotted(path) || 'the value'}: (${code}) ${message}`, about);
  }
}

const isName = (step) => typeof step === 'string';

/** Calls `onResponse`. */
export function answered({ path: endpoint, onResponse, sent: attempts, started }, status, requestId) {
  const duration = ticks() - started;
  const id = requestId === undefined ? {} : { requestId };
  if (onResponse) tell(onResponse, 'onResponse', { endpoint, status, ...id, attempts, duration });
}

/** Calls a callback. If it throws, or its promise rejects, that is logged, once for callbacks of its name, and changes nothing. */
export async function tell(callback, name, news) {
  try {
    await callback(news);
  } catch (error) {
    if (failed.has(name)) return;
    failed.add(name);
    try {
      console.error(`acs-credentials: ${name} threw an error.`, error);
    } catch {
      // A console that throws has told.
    }
  }
}

/** Says something on the console, unless it has been said of the same thing. */
export function warnOnce(message, about = message) {
  if (warned.has(about)) return;
  if (warned.size < 1000) warned.add(about);
  try {
    console.warn(`acs-credentials: ${message}`);
  } catch {
    // A console that throws is a test's way of being told.
  }
}
