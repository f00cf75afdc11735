/** The page: puts its parts together and follows the address. */
import { openDirectory } from './api.js';
import { createDetail } from './detail.js';
import { button, el, icon } from './dom.js';
import { openAssign, openDelete, openUnassign, openUpdate } from './form/changes.js';
import { openCreate } from './form/create.js';
import { createList } from './list.js';
import { go, onRoute, route } from './route.js';
import { announce, mountStatus } from './status.js';
import { texts } from './texts.js';

const TYPING_PAUSE = 250;
const FORMS = { update: openUpdate, assign: openAssign, unassign: openUnassign, delete: openDelete };

const directory = openDirectory();
const createButton = (more) => button(texts.create, { kind: 'primary', icon: 'plus', onclick: create, ...more });
const list = createList({ directory, createButton });
const behind = el('div', { class: 'behind' });
const detail = createDetail({
  directory,
  behind,
  known: list.find,
  onRead: list.replace,
  close: () => go({ credential: '' }),
  act,
});
const search = el('input', {
  id: 'search',
  type: 'search',
  placeholder: texts.searchHint,
  autocomplete: 'off',
  'aria-label': texts.search,
  oninput: () => {
    clearTimeout(typing);
    typing = setTimeout(() => go({ q: search.value.trim() }, { replace: true }), TYPING_PAUSE);
  },
});
const systems = el('select', {
  id: 'system',
  'aria-label': texts.system,
  onchange: () => go({ system: systems.value }, { replace: true }),
});
let typing;
let shown = {};

function mount() {
  behind.append(
    el('header', { class: 'bar' }, [
      el('h1', {}, [icon('key'), texts.title]),
      el('div', { class: 'tools', role: 'search' }, [
        el('div', { class: 'search' }, [icon('search'), search]),
        systems,
      ]),
      createButton({ id: 'create' }),
    ]),
    el('main', {}, list.node),
  );
  document.body.append(behind, detail.node);
  mountStatus(document.body);
  offerSystems();
  directory.ready.then(offerSystems);
}

/** An access system that the address names is kept, also while or when its name is not known. */
function offerSystems() {
  const named = directory.systems().map(({ acs_system_id, name }) => [acs_system_id, name]);
  named.sort(([, one], [, other]) => one.localeCompare(other));
  const { system } = route();
  if (system && !directory.system(system)) named.push([system, directory.isReady ? system : texts.loading]);
  const options = [['', texts.allSystems], ...named].map(([value, label]) => el('option', { value }, label));
  systems.replaceChildren(...options);
  systems.value = system;
}

function follow(wanted) {
  const { q, system, credential } = wanted;
  document.body.classList.toggle('has-detail', credential !== '');
  if (q !== shown.q || system !== shown.system) {
    if (search.value.trim() !== q) search.value = q;
    if (systems.value !== system) offerSystems();
    list.show({ ...(q && { search: q }), ...(system && { acs_system_id: system }) });
  }
  if (credential !== shown.credential) {
    const before = shown.credential;
    list.select(credential);
    detail.show(credential);
    if (before && !credential) list.focus(before);
  }
  shown = wanted;
}

async function create() {
  await directory.ready;
  openCreate({
    directory,
    system: route().system,
    loaded: list.loaded,
    onDone(credential) {
      announce(texts.form.created(credential.display_name));
      list.reload();
      go({ credential: credential.acs_credential_id });
    },
  });
}

/** Opens the form of an action, and shows what has become of the credential. */
async function act(name, credential) {
  await directory.ready;
  const done = (changed, message) => {
    announce(message);
    if (name === 'delete') return leave(credential.acs_credential_id);
    list.replace(changed);
    detail.update(changed);
  };
  FORMS[name]({ credential, directory, onDone: done });
}

function leave(id) {
  const next = list.remove(id);
  go({ credential: '' });
  list.focus(next);
}

mount();
onRoute(follow);
follow(route());
