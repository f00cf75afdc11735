/** The credential that the address names: as the list has it, and then as the server has it by now. */
import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import { isGone } from '../model/failure.js';
import { onClient } from './follow.js';
import { route } from './route.js';
import { client } from './settings.js';
import { changing, find, put, remove } from './store.js';

const id = computed(() => (route.value.view === 'list' ? route.value.credential : ''));
const read = signal(undefined);

/** @type {import('@preact/signals-core').Signal<unknown>} */
export const openedFailure = signal(undefined);
/** @type {import('@preact/signals-core').Signal<{ items?: object[], error?: unknown }>} */
export const openedEntrances = signal({});

export const openedId = id;
export const opened = computed(
  () => find(id.value) ?? (read.value?.acs_credential_id === id.value ? read.value : undefined),
);

/** What is being changed is read once that is done: an answer on the way would bring back what was before. */
const isChanging = computed(() => changing.value.has(id.value));

let request;

/** Asks the server again. @param {{ isQuiet?: boolean }} [how] isQuiet: what is shown stays until the answer is there */
export function refreshOpened({ isQuiet = false } = {}) {
  request?.abort();
  const acs_credential_id = id.peek();
  if (!isQuiet)
    batch(() => {
      openedFailure.value = undefined;
      openedEntrances.value = {};
    });
  if (!acs_credential_id || isChanging.peek()) return;
  request = new AbortController();
  readCredential({ acs_credential_id }, request.signal);
  readEntrances({ acs_credential_id }, request.signal);
}

async function readCredential(params, signal) {
  try {
    const fresh = await client.value.get(params, { signal });
    if (signal.aborted) return;
    batch(() => {
      openedFailure.value = undefined;
      read.value = fresh;
      put(fresh);
    });
  } catch (error) {
    if (signal.aborted) return;
    if (isGone(error)) lose(params.acs_credential_id, error);
    else openedFailure.value = error;
  }
}

/** It is there no longer: it leaves the list, and its pane says why. */
export function lose(lostId, error) {
  batch(() => {
    remove(lostId);
    if (lostId !== id.value) return;
    request?.abort();
    read.value = undefined;
    openedFailure.value = error;
  });
}

async function readEntrances(params, signal) {
  try {
    const items = await client.value.listAccessibleEntrances(params, { signal });
    if (!signal.aborted) openedEntrances.value = { items };
  } catch (error) {
    if (!signal.aborted && !openedEntrances.value.items) openedEntrances.value = { error };
  }
}

/** Another credential, or another server; and the same one, after a change and when somebody comes back to the tab after a while. */
export function followOpened() {
  effect(() => {
    void id.value;
    return onClient(() => refreshOpened());
  });
  let wasChanging = false;
  effect(() => {
    const isOther = isChanging.value !== wasChanging;
    wasChanging = isChanging.value;
    if (isOther) untracked(() => refreshOpened({ isQuiet: true }));
  });
  document.addEventListener('visibilitychange', () => document.hidden || refreshOpened({ isQuiet: true }));
}
