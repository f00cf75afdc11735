/** What the page shows is in its address: `?view=playground`, `?q=…&system=…&credential=…`. */
import { signal } from '@preact/signals-core';

const VIEWS = ['list', 'playground', 'settings'];
/** What each part is when the address says nothing of it. */
const EMPTY = { view: 'list', q: '', system: '', user: '', method: '', state: '', sort: '', credential: '' };

function read() {
  const given = new URLSearchParams(location.search);
  const found = Object.fromEntries(Object.entries(EMPTY).map(([key, none]) => [key, given.get(key) || none]));
  return VIEWS.includes(found.view) ? found : { ...found, view: EMPTY.view };
}

/** @type {import('@preact/signals-core').Signal<typeof EMPTY>} */
export const route = signal(read());

/** The address after some changes, with all else as it is. @param {Partial<typeof EMPTY>} changes */
export function addressOf(changes) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries({ ...route.value, ...changes })) {
    if (value && value !== EMPTY[key]) url.searchParams.set(key, value);
    else url.searchParams.delete(key);
  }
  return url.href;
}

/**
 * @param {Partial<typeof EMPTY>} changes
 * @param {{ replace?: boolean }} [how] replace: no new step for the browser's way back
 */
export function go(changes, { replace = false } = {}) {
  const address = addressOf(changes);
  if (address === location.href) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  route.value = read();
}

addEventListener('popstate', () => (route.value = read()));

/** For a link: follows it within the page, unless another tab or window is asked for. */
export const following = (changes) => (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(changes);
};
