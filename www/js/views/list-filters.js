/** Search, filters and order: all of it is kept in the address. */
import { computed, signal } from '@preact/signals-core';
import { html, live, memo, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { METHODS, methodName, STATE_NAMES } from '../model/credential.js';
import { focusRow } from '../state/cursor.js';
import { directory } from '../state/directory.js';
import { go, route } from '../state/route.js';
import { rows } from '../state/store.js';
import { texts } from '../texts/index.js';

const TYPING_PAUSE = 150;
const FILTERS = ['system', 'user', 'method', 'state'];
const NO_FILTER = { q: '', system: '', user: '', method: '', state: '' };

/** On narrow screens the filters wait behind a button. */
const isUnfolded = signal(false);
let typing;

const seek = (q) => go({ q }, { replace: true });

function type(event) {
  const q = event.target.value;
  clearTimeout(typing);
  typing = setTimeout(() => seek(q), TYPING_PAUSE);
}

/** Down to what has been found. */
function descend(event) {
  if (event.key !== 'ArrowDown') return;
  clearTimeout(typing);
  seek(event.target.value);
  if (focusRow(0)) event.preventDefault();
}

/** No filter, and nothing of what was typed a moment ago. */
export function clearFilters() {
  clearTimeout(typing);
  go(NO_FILTER);
  const field = document.getElementById('search');
  field.value = '';
  field.focus();
}

// The address takes the text as it is, spaces and all: it is written back to the field.
const Search = memo(
  () =>
    html`<div class="search">
      ${icon('search')}
      <input
        id="search"
        type="search"
        aria-label=${texts.search}
        placeholder=${texts.searchHint}
        autocomplete="off"
        spellcheck="false"
        .value=${route.value.q}
        @input=${type}
        @keydown=${descend}
      />
    </div>`,
);

const byLabel = ([, one], [, other]) => one.localeCompare(other);

/** Methods of newer servers, as a text: a page of credentials that brings none draws nothing anew. */
const otherMethods = computed(() => {
  const occurring = new Set(rows.value.map(({ access_method }) => access_method).filter(Boolean));
  return JSON.stringify([...occurring.difference(new Set(METHODS))].sort());
});

/** `[value, label]` of each filter's choices. @type {Record<string, import('@preact/signals-core').ReadonlySignal<[string, string][]>>} */
const CHOICES = {
  system: computed(() => directory.value.systems.map(({ acs_system_id, name }) => [acs_system_id, name]).sort(byLabel)),
  user: computed(() => {
    // Somebody whom several access systems know is one person.
    const people = new Map(
      directory.value.users.map((user) => [
        user.user_identity_id ?? user.acs_user_id,
        user.display_name ?? user.full_name,
      ]),
    );
    return [...people].map(([id, name]) => [id, name ?? id]).sort(byLabel);
  }),
  method: computed(() => [...METHODS, ...JSON.parse(otherMethods.value)].map((method) => [method, methodName(method)])),
  state: computed(() => [...STATE_NAMES, 'syncing'].map((state) => [state, texts.states[state]])),
};

// What the address names is offered, also while or when its name is not known.
const withNamed = (choices, named) =>
  named && !choices.some(([value]) => value === named)
    ? [...choices, [named, directory.value.isReady ? named : texts.loading]]
    : choices;

const choose = (key) => (event) => go({ [key]: event.target.value }, { replace: true });

const Options = (choices, chosen) =>
  choices.map(([value, label]) => html`<option value=${value} ?selected=${live(value === chosen)}>${label}</option>`);

const selects = FILTERS.map((key) => {
  const named = computed(() => route.value[key]);
  return memo(() => {
    const chosen = named.value;
    return html`<select
      id="filter-${key}"
      class=${chosen ? 'is-on' : ''}
      aria-label=${texts.filter[key]}
      @change=${choose(key)}
    >
      <option value="" ?selected=${live(!chosen)}>${texts.everything[key]}</option>
      ${Options(withNamed(CHOICES[key].value, chosen), chosen)}
    </select>`;
  });
});

/** Where the table has no column heads to click. */
const Order = memo(
  () =>
    html`<select id="sort" class="order" aria-label=${texts.sort} @change=${choose('sort')}>
      ${Options(Object.entries(texts.sorts), route.value.sort || '-created')}
    </select>`,
);

export const Filters = memo(() => {
  const count = FILTERS.filter((key) => route.value[key]).length;
  const isOpen = isUnfolded.value;
  return html`<div class="tools ${isOpen ? 'is-open' : ''}" role="search">
    ${Search()}
    <button
      type="button"
      id="unfold"
      class="button unfold"
      aria-expanded=${String(isOpen)}
      aria-controls="filters"
      aria-label=${count ? texts.filtersOn(count) : texts.filters}
      @click=${() => (isUnfolded.value = !isOpen)}
    >
      ${icon('filter')}${count ? html`<span class="dot">${count}</span>` : nothing}
    </button>
    <div class="filters" id="filters">${selects.map((select) => select())} ${Order()}</div>
  </div>`;
});
