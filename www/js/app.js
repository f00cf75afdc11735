/** The shell: the bar with its views, the view that the address asks for, and what lies above them. */
import { computed, signal } from '@preact/signals-core';
import { Dialogs, openCreate } from './forms/index.js';
import { html, memo, nothing, repeat } from './lib/html.js';
import { icon } from './lib/icon.js';
import { dismiss, hold, keep, toasts } from './state/announce.js';
import { openedId } from './state/opened.js';
import { addressOf, following, route } from './state/route.js';
import { texts } from './texts/index.js';
import { Detail } from './views/detail.js';
import { retryButton } from './views/failure.js';
import { List } from './views/list.js';
import { Playground } from './views/playground.js';
import { Settings } from './views/settings.js';

const VIEWS = {
  list: { view: List, picture: 'list' },
  playground: { view: memo(Playground), picture: 'code_block' },
  settings: { view: memo(Settings), picture: 'settings' },
};

/** Without room beside the list the pane of a credential covers it, and nothing behind it may be reached. */
const query = matchMedia('(max-width: 62rem)');
const isNarrow = signal(query.matches);
query.addEventListener('change', ({ matches }) => (isNarrow.value = matches));
export const isCovered = computed(() => isNarrow.value && openedId.value !== '');

export const App = () =>
  html`<a class="skip" href="#main" @click=${skip}>${texts.skip}</a>
    <div class="behind ${route.value.view === 'list' ? 'is-filled' : ''}" ?inert=${isCovered.value}>
      ${Bar()} ${Main()}
    </div>
    ${Detail()} ${Toasts()} ${DialogsMemo()}`;

const DialogsMemo = memo(Dialogs);

function skip(event) {
  event.preventDefault();
  document.getElementById(isCovered.value ? 'detail-title' : 'main').focus();
}

const Bar = memo(
  () =>
    html`<header class="bar">
      <p class="brand">${icon('key')}<span>${texts.title}</span></p>
      <nav aria-label=${texts.navigation}>
        ${Object.entries(VIEWS).map(([view, { picture }]) => ViewLink(view, picture))}
      </nav>
      <button
        type="button"
        id="create"
        class="button primary"
        aria-label=${texts.create}
        aria-haspopup="dialog"
        @click=${() => openCreate()}
      >
        ${icon('plus')}<span>${texts.create}</span>
      </button>
    </header>`,
);

const ViewLink = (view, picture) =>
  html`<a
    href=${addressOf({ view, credential: '' })}
    aria-current=${route.value.view === view ? 'page' : 'false'}
    @click=${following({ view, credential: '' })}
    >${icon(picture)}<span>${texts.views[view]}</span></a
  >`;

const Main = memo(() => html`<main id="main" tabindex="-1">${VIEWS[route.value.view].view()}</main>`);

const Toasts = memo(
  () =>
    html`<div class="toasts">
      <div role="status">
        ${repeat(
          toasts.value.filter(({ failure }) => !failure),
          ({ id }) => id,
          Toast,
        )}
      </div>
      <div role="alert">
        ${repeat(
          toasts.value.filter(({ failure }) => failure),
          ({ id }) => id,
          Toast,
        )}
      </div>
    </div>`,
);

const Toast = ({ id, text, failure, retry }) =>
  html`<div
    class="toast"
    @pointerenter=${() => hold(id)}
    @pointerleave=${() => keep(id)}
    @focusin=${() => hold(id)}
    @focusout=${() => keep(id)}
  >
    ${icon(failure ? 'error' : 'ok')}
    <div>
      <p>${text}</p>
      ${failure ? html`<p class="small">${failure.advice}</p>` : nothing}
      ${failure?.requestId ? html`<p class="small mono">${texts.requestId(failure.requestId)}</p>` : nothing}
    </div>
    ${
      retry
        ? retryButton(() => {
            dismiss(id);
            retry();
          })
        : nothing
    }
    <button type="button" class="button icon-only" aria-label=${texts.dismiss} @click=${() => dismiss(id)}>
      ${icon('close')}
    </button>
  </div>`;
