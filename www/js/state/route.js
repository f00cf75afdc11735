/** What the page shows is in its address: `?view=playground`, `?q=…&system=…&credential=…`. */
import { signal } from '@preact/signals-core';

const VIEWS = ['list', 'playground', 'settings'];
/** What each part is when the address says nothing of it. */
const EMPTY = { view: 'list', q: '', system: '', user: '', method: '', state: '', sort: '', credential: '' };

function read(address) {
  const given = new URL(address).searchParams;
  const found = Object.fromEntries(Object.entries(EMPTY).map(([key, none]) => [key, given.get(key) || none]));
  return VIEWS.includes(found.view) ? found : { ...found, view: EMPTY.view };
}

/** @type {import('@preact/signals-core').Signal<typeof EMPTY>} */
export const route = signal(read(location.href));

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
 * @param {{ replace?: boolean, isReturn?: boolean }} [how] replace: no new step for the browser's way back; isReturn: that way
 *   itself, where it leads there
 */
export function go(changes, { replace = false, isReturn = false } = {}) {
  const address = addressOf(changes);
  if (address === addressOf({})) return;
  route.value = read(address);
  if (onBack) step(() => history.replaceState(ABOVE, '', address));
  else if (isReturn) step(() => returnTo(address));
  else if (replace) step(() => history.replaceState(history.state, '', address));
  else step(() => push(address));
}

/** Each step knows where the one before it leads. */
const push = (address) => history.pushState({ before: location.href }, '', address);

function returnTo(address) {
  if (history.state?.before === address) goBack(() => {});
  else push(address);
}

/** The browser takes a step back in its own time: what is to be written meanwhile waits for it. */
const steps = [];
let isReturning = false;

function step(write) {
  steps.push(write);
  while (!isReturning && steps.length) steps.shift()();
}

/** Marks the step of what lies above the page. */
const ABOVE = { isAbove: true };
/** @type {(() => boolean) | undefined} */
let onBack;

/**
 * Gives what lies above the page a step of its own, so that the browser's way back takes that off and leaves the page.
 *
 * @param {() => boolean} leave called for a step back: whether it has gone
 */
export function lieAbove(leave) {
  onBack = leave;
  step(() => history.pushState(ABOVE, '', addressOf({})));
}

/** It has gone in another way, and its step with it. */
export function lieNoMore() {
  if (!onBack) return;
  onBack = undefined;
  step(() => {
    const address = location.href;
    goBack(() => keepAddress(address));
  });
}

function goBack(then) {
  const arrive = () => {
    isReturning = false;
    then();
    step(() => {});
  };
  isReturning = true;
  addEventListener('popstate', arrive, { once: true });
  history.back();
}

/** What lay above may have changed the address, to that of the step before perhaps: nobody has to go back there twice. */
function keepAddress(address) {
  if (address === location.href) return;
  if (history.state?.before === address) goBack(() => {});
  else history.replaceState(history.state, '', address);
}

const takeAddress = () => (route.value = read(location.href));

addEventListener('popstate', ({ state }) => {
  if (isReturning) return;
  const leave = onBack;
  onBack = undefined;
  if (leave && !leave()) lieAbove(leave);
  // The way forward leads to what has been taken off: there is nothing to see.
  else if (state?.isAbove) step(() => goBack(takeAddress));
  else takeAddress();
});

// The page was loaded anew under what lay above it, which is gone.
if (history.state?.isAbove) {
  onBack = () => true;
  lieNoMore();
}

/** For a link: follows it within the page, unless another tab or window is asked for. */
export const following = (changes) => (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(changes);
};
