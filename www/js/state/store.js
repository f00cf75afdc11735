/** The credentials that the page knows, and what of them is shown in which order. */
import { batch, computed, signal } from '@preact/signals-core';
import { filtered, prepareTexts } from '../model/filter.js';
import { prepareNames, sorted } from '../model/sort.js';
import { now } from './clock.js';
import { directory, isLacking, loadDirectory } from './directory.js';
import { route } from './route.js';
import { client } from './settings.js';

const PAGE = 500;
const PATIENCE = 8000;

/** All credentials, as far as they have arrived. @type {import('@preact/signals-core').Signal<object[]>} */
export const rows = signal([]);
export const loading = signal(true);
/** All of them are there, if perhaps as they once were. */
export const isWhole = signal(false);
/** Nothing has come for so long that one asks oneself whether anything will. */
export const isSlow = signal(false);
/** What kept them from being loaded, or from being loaded to the end. @type {import('@preact/signals-core').Signal<unknown>} */
export const failure = signal(undefined);
/** Ids of what is ticked in the table. @type {import('@preact/signals-core').Signal<Set<string>>} */
export const selection = signal(new Set());

const idOf = ({ acs_credential_id }) => acs_credential_id;
const byId = computed(() => new Map(rows.value.map((credential) => [idOf(credential), credential])));

/** @param {string} id */
export const find = (id) => byId.value.get(id);

// The filter and the order, apart from the rest of the address: opening a credential sorts nothing anew.
export const question = computed(() => {
  const { q, system, user, method, state, sort } = route.value;
  return JSON.stringify({ q, system, user, method, state, sort });
});

/** What the filters leave, in order. */
export const shown = computed(() => {
  const { sort, ...filter } = JSON.parse(question.value);
  const known = { directory: directory.value, now: now.value };
  return sorted(filtered(rows.value, filter, known), sort, known);
});

export const isFiltered = computed(() => {
  const { q, system, user, method, state } = route.value;
  return Boolean(q || system || user || method || state);
});

let patience;
function waitPatiently() {
  clearTimeout(patience);
  isSlow.value = false;
  patience = setTimeout(() => (isSlow.value = loading.value), PATIENCE);
}

let request;
/** Ids that were changed here since the list was asked for: what the list says of them may be older. */
const touched = new Set();
/** Ids that are being changed here at this moment: what is read of them meanwhile may be older, too. */
export const changing = signal(new Set());

/**
 * Asks for all pages anew, and for the names that are lacking. What is there stays until all is there; with nothing there, each page is shown as it arrives.
 *
 * @param {{ isOther?: boolean }} [how] isOther: what is there belongs to another server or caller
 */
export async function reload({ isOther = false } = {}) {
  request?.abort();
  const { signal } = (request = new AbortController());
  touched.clear();
  for (const id of changing.value) touched.add(id);
  if (!isOther && isLacking.value) void loadDirectory();
  batch(() => {
    loading.value = true;
    failure.value = undefined;
    if (isOther) rows.value = [];
    if (isOther) isWhole.value = false;
    if (isOther) selection.value = new Set();
  });
  const before = rows.value.length > 0 ? [] : undefined;
  waitPatiently();
  try {
    const pages = client.value.pages({ limit: PAGE }, { ahead: true, signal });
    for await (const { acs_credentials } of pages) {
      if (signal.aborted) return;
      waitPatiently();
      prepareTexts(acs_credentials);
      prepareNames(acs_credentials);
      if (before) before.push(...acs_credentials);
      else rows.value = joined(rows.value, acs_credentials);
    }
    if (signal.aborted) return;
    if (before) takeAll(before);
    isWhole.value = true;
  } catch (error) {
    if (signal.aborted) return;
    failure.value = error;
  }
  loading.value = false;
}

/** A page behind what is there, without what was put or removed since. */
function joined(there, page) {
  const isNew = (credential) => !touched.has(idOf(credential)) && !find(idOf(credential));
  return [...there, ...page.filter(isNew)];
}

function takeAll(found) {
  const kept = rows.value.filter((credential) => touched.has(idOf(credential)));
  const all = [...kept, ...found.filter((credential) => !touched.has(idOf(credential)))];
  const ids = new Set(all.map(idOf));
  batch(() => {
    rows.value = all;
    selection.value = new Set([...selection.value].filter((id) => ids.has(id)));
  });
}

/** Adds a credential, or takes it in place of what was known of it. */
export function put(credential) {
  const id = idOf(credential);
  touched.add(id);
  rows.value = find(id) ? rows.value.map((one) => (idOf(one) === id ? credential : one)) : [credential, ...rows.value];
}

/** @param {string | Iterable<string>} ids */
export function remove(ids) {
  const gone = new Set(typeof ids === 'string' ? [ids] : ids);
  for (const id of gone) touched.add(id);
  batch(() => {
    rows.value = rows.value.filter((credential) => !gone.has(idOf(credential)));
    selection.value = selection.value.difference(gone);
  });
}

/**
 * Shows a change at once, and takes it back when the server refuses it.
 *
 * @template T
 * @param {string} id
 * @param {(credential: object) => object | undefined} change undefined: it is gone
 * @param {() => Promise<T>} call what it gives, if anything, is shown from then on
 * @returns {Promise<T>}
 */
export async function optimistic(id, change, call) {
  const before = find(id);
  const wasTicked = selection.value.has(id);
  const meant = before && change(before);
  batch(() => {
    changing.value = new Set(changing.value).add(id);
    if (meant) put(meant);
    else if (before) remove(id);
  });
  try {
    const result = await call();
    if (result) put(result);
    return result;
  } catch (error) {
    // Not when it has changed again meanwhile: that is newer than both.
    if (before && find(id) === meant) {
      put(before);
      if (wasTicked) selection.value = new Set(selection.value).add(id);
    }
    throw error;
  } finally {
    changing.value = changing.value.difference(new Set([id]));
  }
}
