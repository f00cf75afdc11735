/** The page: draws what the state says, and keeps the focus where one would look for it. */
import { effect, untracked } from '@preact/signals-core';
import { App, isCovered } from './app.js';
import { focusHeading, keepFocus, viewHeading } from './lib/focus.js';
import { render } from './lib/html.js';
import { focusCredential, tableRows } from './state/cursor.js';
import { loadDirectory } from './state/directory.js';
import { onClient } from './state/follow.js';
import { followOpened, openedId } from './state/opened.js';
import { route } from './state/route.js';
import { loading, question, reload, selection } from './state/store.js';
import { texts } from './texts/index.js';
import { close } from './views/detail.js';

const root = document.getElementById('app');
const page = document.documentElement;
page.lang = texts.lang;
page.dir = texts.dir;
root.replaceChildren();

let openBefore = openedId.value;
let viewBefore = route.value.view;
let wasCovered = isCovered.value;

onClient(() => reload({ isOther: true }));
onClient(() => loadDirectory({ isOther: true }));
followOpened();
// The focus moves once all is drawn and settled: what is covered, or not there yet, takes none.
effect(() => {
  keepFocus(() => render(App(), root));
  queueMicrotask(moveFocus);
});

effect(() => {
  const { view } = route.value;
  document.title = `${texts.views[view]} – ${texts.title}`;
});
effect(() => {
  page.classList.toggle('has-detail', openedId.value !== '');
  page.classList.toggle('is-covered', isCovered.value);
});

// What fits best stands first, and that is what one wants to see.
effect(() => {
  void question.value;
  untracked(tableRows.toTop);
});

// Somebody who comes back after a while, in milliseconds, sees what others have done meanwhile.
const AWAY = 60_000;
let leftAt = Date.now();
document.addEventListener('visibilitychange', () => {
  if (document.hidden) leftAt = Date.now();
  else if (Date.now() - leftAt > AWAY && !loading.value) {
    reload();
    loadDirectory();
  }
});

/** To the heading of what has been opened, or covers where one was, and back to the row when it is closed. */
function moveFocus() {
  const [id, view] = [openedId.value, route.value.view];
  const [wasOpen, wasView] = [openBefore, viewBefore];
  const isBuried = isCovered.value && !wasCovered && Boolean(document.activeElement?.closest('[inert]'));
  [openBefore, viewBefore, wasCovered] = [id, view, isCovered.value];
  if (view !== wasView) toTop();
  else if (id && (id !== wasOpen || isBuried)) document.getElementById('detail-title')?.focus({ preventScroll: true });
  else if (wasOpen && !id) focusCredential(wasOpen);
}

function toTop() {
  scrollTo(0, 0);
  focusHeading(viewHeading());
}

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  // In a search field it empties the field.
  if (event.target.matches?.('input[type="search"]') && event.target.value) return;
  if (openedId.value) close();
  else if (selection.value.size) selection.value = new Set();
});
