/** The pane of one credential: what it is, what is the matter with it, what it opens, and what can be done. */
import { client } from './api.js';
import { isHeld, methodName, noticesOf } from './credential.js';
import { button, el, icon, isolated, keepingFocus, notice } from './dom.js';
import { failureNode } from './failure.js';
import { moment, shortId } from './format.js';
import { badge } from './list.js';
import { factsNode, sectionsOf } from './properties.js';
import { copy } from './status.js';
import { texts } from './texts.js';

/** Without room beside the list the pane covers it, and nothing behind it may be reached. */
const narrow = matchMedia('(max-width: 62rem)');

/**
 * @param {object} parts
 * @param {(id: string) => object | undefined} parts.known the credential as the list has it
 * @param {(name: string, credential: object) => void} parts.act
 * @param {() => void} parts.close
 * @param {(credential: object) => void} parts.onRead
 * @param {Element} parts.behind what the pane may cover
 */
export function createDetail({ directory, known, act, close, onRead, behind }) {
  let id = '';
  let credential;
  let failure;
  let entrances = {};
  let isRawOpen = false;
  let request;

  const title = el('h2', { id: 'detail-title', tabindex: '-1' });
  const leave = {
    type: 'button',
    id: 'detail-close',
    class: 'button icon-only',
    'aria-label': texts.close,
    onclick: close,
  };
  const body = el('div');
  const onkeydown = (event) => event.key === 'Escape' && close();
  const node = el('aside', { class: 'detail', 'aria-labelledby': 'detail-title', hidden: true, onkeydown }, [
    el('header', { class: 'detail-head' }, [title, el('button', leave, icon('close'))]),
    body,
  ]);

  async function show(wanted) {
    request?.abort();
    request = wanted ? new AbortController() : undefined;
    const isOther = wanted !== id;
    id = wanted;
    node.hidden = !id;
    cover();
    if (!id) return;
    if (isOther) {
      credential = known(id);
      entrances = {};
      isRawOpen = false;
    }
    failure = undefined;
    render();
    if (isOther) {
      node.scrollTop = 0;
      title.focus({ preventScroll: true });
    }
    await Promise.all([readCredential(request.signal), readEntrances(request.signal)]);
  }

  async function readCredential(signal) {
    try {
      const fresh = await client.get({ acs_credential_id: id }, { signal });
      if (signal.aborted) return;
      credential = fresh;
      onRead(fresh);
    } catch (error) {
      if (signal.aborted) return;
      failure = error;
    }
    render();
  }

  async function readEntrances(signal) {
    try {
      const items = await client.listAccessibleEntrances({ acs_credential_id: id }, { signal });
      if (signal.aborted) return;
      entrances = { items };
    } catch (error) {
      if (signal.aborted) return;
      entrances = { error };
    }
    render();
  }

  function cover() {
    behind.inert = Boolean(id) && narrow.matches;
    document.documentElement.classList.toggle('is-covered', behind.inert);
  }

  // The heading stays: it has the focus while all below it is drawn anew.
  function render() {
    title.replaceChildren(isolated(credential?.display_name ?? (failure ? shortId(id) : texts.loading)));
    keepingFocus(() => body.replaceChildren(el('div', { class: 'detail-body' }, credential ? whole() : without())));
  }

  const again = () => button(texts.retry, { kind: 'primary', onclick: () => show(id) });

  const trouble = (error, lead) =>
    notice('error', [lead && el('p', {}, lead), failureNode(error), again()], { role: 'alert' });

  function without() {
    if (!failure) return [1, 2, 3, 4].map(() => el('span', { class: 'ghost wide' }));
    return el('div', { class: 'blank', role: 'alert' }, [
      icon('error'),
      el('h3', {}, texts.credentialFailed),
      failureNode(failure),
      again(),
    ]);
  }

  const whole = () => [
    el('p', { class: 'tagline' }, [
      badge(credential),
      el('span', {}, [icon(credential.access_method), methodName(credential)]),
    ]),
    failure && trouble(failure),
    noticesOf(credential).map(noticeNode),
    actions(),
    ...sections(),
  ];

  function actions() {
    const action = (name, label, kind) =>
      button(label, { id: `action-${name}`, kind, 'aria-haspopup': 'dialog', onclick: () => act(name, credential) });
    const held = isHeld(credential);
    return el('div', { class: 'actions' }, [
      action('update', texts.actions.update),
      action('assign', held ? texts.actions.reassign : texts.actions.assign),
      held && action('unassign', texts.actions.unassign),
      action('delete', texts.actions.delete, 'danger'),
    ]);
  }

  function sections() {
    const [access, state, rest] = sectionsOf(credential, directory).map(([title, entries]) =>
      section(title, factsNode(entries)),
    );
    return [access, section(texts.sections.entrances, doors()), state, rest, raw()];
  }

  function doors() {
    const { items, error } = entrances;
    if (error) return trouble(error, texts.entrancesFailed);
    if (!items) return el('span', { class: 'ghost wide' });
    if (!items.length) return el('p', { class: 'quiet-text' }, texts.noEntrances);
    return el('ul', { class: 'doors' }, items.map(door));
  }

  function raw() {
    const json = JSON.stringify(credential, null, 2);
    const details = el('details', { class: 'raw', open: isRawOpen, ontoggle: () => (isRawOpen = details.open) }, [
      el('summary', { id: 'raw-summary' }, texts.sections.raw),
      button(texts.copy, { id: 'raw-copy', onclick: () => copy(json) }),
      el('pre', { tabindex: '0', role: 'region', 'aria-label': texts.sections.raw, dir: 'ltr' }, json),
    ]);
    return details;
  }

  narrow.addEventListener('change', cover);
  directory.ready.then(() => id && render());

  return {
    node,
    show,
    /** The credential as an action left it. The server is asked all the same: it may know more by now. */
    update(changed) {
      if (changed?.acs_credential_id === id) credential = changed;
      return show(id);
    },
  };
}

const section = (title, content) => el('section', {}, [el('h3', {}, title), content]);

const noticeNode = ({ severity, code, title, advice, created_at, codes }) =>
  notice(severity, [
    el('h3', {}, title),
    codes && codesNode(codes),
    el('p', {}, advice),
    el('p', { class: 'small' }, [
      el('span', { class: 'mono' }, code),
      created_at && ` · ${texts.reported(moment(created_at))}`,
    ]),
  ]);

const codesNode = ({ original_code, new_code }) =>
  el('dl', { class: 'codes' }, [
    el('div', {}, [el('dt', {}, texts.originalCode), el('dd', {}, el('del', {}, original_code))]),
    icon('arrow'),
    el('div', {}, [el('dt', {}, texts.newCode), el('dd', { class: 'new-code' }, new_code)]),
  ]);

const door = ({ acs_entrance_id, display_name, warnings = [], errors = [] }) => {
  const [trouble] = [...errors, ...warnings];
  return el('li', {}, [
    el('bdi', {}, display_name || acs_entrance_id),
    trouble && el('span', { class: 'trouble' }, [icon('warning'), `${texts.doorTrouble}: ${trouble.message}`]),
  ]);
};
