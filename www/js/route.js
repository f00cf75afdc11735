/** What the page shows is in its address: `?q=…&system=…&credential=…`. */

const KEYS = ['q', 'system', 'credential'];
const listeners = new Set();

/** @returns {{ q: string, system: string, credential: string }} empty texts for what is absent */
export function route() {
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.map((key) => [key, given.get(key) ?? '']));
}

/** The address after some changes. */
export function addressOf(changes) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(changes)) {
    if (value) url.searchParams.set(key, value);
    else url.searchParams.delete(key);
  }
  return url.href;
}

/** @param {{ replace?: boolean }} [how] replace: no new step for the browser's way back */
export function go(changes, { replace = false } = {}) {
  const address = addressOf(changes);
  if (address === location.href) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  tell();
}

export function onRoute(listener) {
  listeners.add(listener);
}

function tell() {
  const now = route();
  for (const listener of listeners) listener(now);
}

addEventListener('popstate', tell);
