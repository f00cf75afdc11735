/** The table of credentials: loads page after page and shows what there is, also when there is nothing. */
import { client } from './api.js';
import { methodName, isHeld, reasonOf, stateOf } from './credential.js';
import { button, el, icon, isolated, keepingFocus } from './dom.js';
import { failureNode } from './failure.js';
import { shortId, validity } from './format.js';
import { addressOf, go } from './route.js';
import { texts } from './texts.js';

const PAGE = 50;
const GHOSTS = 8;

/** @param {{ directory: ReturnType<typeof import('./api.js').openDirectory>, createButton: () => Node }} parts */
export function createList({ directory, createButton }) {
  let filter = {};
  let credentials = [];
  let cursor;
  let failure;
  let selected = '';
  let request;

  const count = el('p', { class: 'count', role: 'status' });
  const content = el('div', { class: 'list-content' });
  const node = el('section', { class: 'list', tabindex: '-1', 'aria-label': texts.title }, [count, content]);
  const isLoading = () => request !== undefined;
  const find = (id) => credentials.find(({ acs_credential_id }) => acs_credential_id === id);

  /** Asks for the first page, or for the one after the last. An older request is dropped: its answer is outdated. */
  async function load({ next = false } = {}) {
    request?.abort();
    const current = (request = new AbortController());
    failure = undefined;
    render();
    try {
      const params = { limit: PAGE, ...filter, ...(next && { page_cursor: cursor }) };
      const page = await client.list(params, { signal: current.signal });
      const first = next ? credentials.length : 0;
      credentials = next ? [...credentials, ...page.acs_credentials] : page.acs_credentials;
      cursor = page.pagination?.has_next_page ? page.pagination.next_page_cursor : undefined;
      request = undefined;
      render();
      if (next && document.activeElement === document.body) focus(credentials[first]?.acs_credential_id);
    } catch (error) {
      if (current.signal.aborted) return;
      request = undefined;
      failure = error;
      if (!next) credentials = [];
      render();
    }
  }

  function render() {
    if (!isLoading()) count.textContent = failure ? '' : texts.count(credentials.length, Boolean(cursor));
    else if (!credentials.length) count.textContent = texts.loading;
    node.setAttribute('aria-busy', String(isLoading()));
    keepingFocus(() => content.replaceChildren(...[body()].flat().filter(Boolean)));
  }

  function body() {
    if (credentials.length) return [table(credentials.map(row)), footer()];
    if (isLoading()) return table(Array.from({ length: GHOSTS }, ghost));
    if (failure) return blank('error', texts.failedTitle, failureNode(failure), retry(load));
    const isFiltered = Object.keys(filter).length > 0;
    return isFiltered
      ? blank('search', texts.noMatchTitle, texts.noMatchText, button(texts.clearFilter, { onclick: clear }))
      : blank('empty', texts.emptyTitle, texts.emptyText, createButton());
  }

  function footer() {
    if (failure) return el('div', { class: 'list-footer', role: 'alert' }, [failureNode(failure), retry(more)]);
    if (!cursor) return undefined;
    const label = isLoading() ? texts.loading : texts.more;
    return el('div', { class: 'list-footer' }, button(label, { id: 'more', onclick: more }));
  }

  const more = () => isLoading() || load({ next: true });
  const clear = () => go({ q: '', system: '' });
  const retry = (again) => {
    // The button goes away with the failure: the focus waits on the list.
    const onclick = () => {
      node.focus();
      again();
    };
    return button(texts.retry, { kind: 'primary', onclick });
  };

  function row(credential) {
    const { acs_credential_id: id, display_name, external_type_display_name } = credential;
    const system = directory.system(credential.acs_system_id);
    const [valid, meaning] = validity(credential);
    const link = el(
      'a',
      {
        id: `row-${id}`,
        class: 'row-link',
        href: addressOf({ credential: id }),
        'aria-current': id === selected && 'true',
        onclick: (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go({ credential: id });
        },
      },
      el('bdi', {}, display_name || shortId(id)),
    );
    return tableRow([
      [link, external_type_display_name],
      el('span', { class: 'method' }, [icon(credential.access_method), el('span', {}, methodName(credential))]),
      holder(credential),
      [system?.name ?? known(shortId(credential.acs_system_id)), system?.external_type_display_name],
      [valid, meaning],
      [badge(credential), reasonOf(credential)],
    ]);
  }

  function holder(credential) {
    if (!isHeld(credential)) return el('span', { class: 'quiet-text' }, texts.nobody);
    const { acs_user_id, user_identity_id } = credential;
    return directory.holderOf(credential)?.display_name ?? known(shortId(acs_user_id ?? user_identity_id));
  }

  // Ids would only flash up while the names are on their way.
  const known = (id) => (directory.isReady ? el('span', { class: 'mono' }, id) : el('span', { class: 'ghost' }));

  function focus(id) {
    (document.getElementById(`row-${id}`) ?? document.getElementById('search')).focus();
  }

  directory.ready.then(render);

  return {
    node,
    find,
    focus,
    /** @param {{ search?: string, acs_system_id?: string }} wanted */
    show(wanted) {
      filter = wanted;
      return load();
    },
    reload: () => load(),
    loaded: () => credentials,
    select(id) {
      document.getElementById(`row-${selected}`)?.removeAttribute('aria-current');
      selected = id;
      document.getElementById(`row-${id}`)?.setAttribute('aria-current', 'true');
    },
    replace(credential) {
      credentials = credentials.map((one) =>
        one.acs_credential_id === credential.acs_credential_id ? credential : one,
      );
      const before = document.getElementById(`row-${credential.acs_credential_id}`)?.closest('tr');
      if (before) keepingFocus(() => before.replaceWith(row(credential)));
    },
    /** Takes a credential out and gives the id of the one that now stands in its place. */
    remove(id) {
      const index = credentials.findIndex(({ acs_credential_id }) => acs_credential_id === id);
      credentials = credentials.filter(({ acs_credential_id }) => acs_credential_id !== id);
      render();
      return credentials[Math.min(index, credentials.length - 1)]?.acs_credential_id;
    },
  };
}

/** The state as a shape, a colour and a word. */
export function badge(credential) {
  const state = stateOf(credential);
  const pictures = { attention: 'error', issued: 'ok', syncing: 'waiting' };
  return el('span', { class: `badge ${state}` }, [icon(pictures[state] ?? state), texts.states[state]]);
}

// Roles by name: narrow screens lay the rows out as cards, and some browsers forget then that this is a table.
const table = (rows) =>
  el('table', { role: 'table' }, [
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, texts.columns.map(columnHead))),
    el('tbody', { role: 'rowgroup' }, rows),
  ]);

const columnHead = (title) => el('th', { role: 'columnheader', scope: 'col' }, el('span', {}, title));
const tableRow = (cells) => el('tr', { role: 'row' }, cells.map(cell));
const cell = (content, index) => {
  const [first, second] = [content].flat();
  return el('td', { role: 'cell', class: `cell-${index}` }, [
    el('div', { class: 'first' }, isolated(first)),
    second && el('div', { class: 'second' }, isolated(second)),
  ]);
};

const ghost = () => {
  const cells = texts.columns.map((_, index) => el('td', { class: `cell-${index}` }, el('span', { class: 'ghost' })));
  return el('tr', { class: 'ghosts', 'aria-hidden': 'true' }, cells);
};

const blank = (picture, title, text, action) =>
  el('div', { class: 'blank', role: picture === 'error' && 'alert' }, [
    icon(picture),
    el('h2', {}, title),
    typeof text === 'string' ? el('p', {}, text) : text,
    action,
  ]);
