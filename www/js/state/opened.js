/** The credential that the address names: as the list has it, and then as the server has it by now. */
import { batch, computed, effect, signal } from '@preact/signals-core';
import { isGone } from '../model/failure.js';
import { onClient } from './follow.js';
import { route } from './route.js';
import { client } from './settings.js';
import { find, put, remove } from './store.js';

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
  if (!acs_credential_id) return;
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
    batch(() => {
      openedFailure.value = error;
      if (!isGone(error)) return;
      read.value = undefined;
      remove(params.acs_credential_id);
    });
  }
}

async function readEntrances(params, signal) {
  try {
    const items = await client.value.listAccessibleEntrances(params, { signal });
    if (!signal.aborted) openedEntrances.value = { items };
  } catch (error) {
    if (!signal.aborted && !openedEntrances.value.items) openedEntrances.value = { error };
  }
}

/** Another credential, or another server; and the same one, when somebody comes back to the tab after a while. */
export function followOpened() {
  effect(() => {
    void id.value;
    return onClient(() => refreshOpened());
  });
  document.addEventListener('visibilitychange', () => document.hidden || refreshOpened({ isQuiet: true }));
}
