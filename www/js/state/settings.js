/** Where the panel's calls go and as whom, and the faults that are switched on. Kept for this tab only, never in the address. */
import { createClient } from 'acs-credentials';
import { computed, signal } from '@preact/signals-core';

const STORE = 'acs-credentials.settings';
const PATIENCE = 30_000;
const WORKSPACE = 'seam-workspace';

/** The sandbox that serves this page, or a proxy that takes its place. */
export const SANDBOX = '/api/seam';
export const LIVE = 'https://connect.getseam.com';

/** Kinds of credentials, by the name of the package's option. @type {Record<string, { needsWorkspace?: boolean, isSecret?: boolean }>} */
export const KINDS = {
  none: {},
  apiKey: { isSecret: true },
  personalAccessToken: { isSecret: true, needsWorkspace: true },
  clientSessionToken: {},
  consoleSessionToken: { needsWorkspace: true },
};

/** What can be made to go wrong. A header asks the sandbox for it; without a network nothing even leaves the page. */
export const FAULTS = {
  slow: { header: 'delay:2500' },
  offline: { isOffline: true },
  busy: { header: '429:2' },
  broken: { header: '500' },
  expired: { header: 'expired' },
  newer: { header: 'newer' },
};

const DEFAULTS = { endpoint: SANDBOX, kind: 'none', token: '', workspaceId: '', fault: '' };

function read() {
  try {
    return { ...DEFAULTS, ...JSON.parse(sessionStorage.getItem(STORE)) };
  } catch {
    return DEFAULTS;
  }
}

/** @type {import('@preact/signals-core').Signal<typeof DEFAULTS>} */
export const settings = signal(read());

/** @param {Partial<typeof DEFAULTS>} changes */
export function saveSettings(changes) {
  settings.value = { ...settings.value, ...changes };
  try {
    sessionStorage.setItem(STORE, JSON.stringify(settings.value));
  } catch {
    // A browser that keeps nothing still shows what was set until the page is left.
  }
}

export const isSandbox = computed(() => settings.value.endpoint === SANDBOX);

/** The fault that is on: faults are asked of the sandbox alone, a real server would refuse the header. */
export const fault = computed(() => (isSandbox.value ? settings.value.fault : ''));

/** The package's options for a connection. */
export const optionsOf = ({ endpoint, kind, token, workspaceId }) => ({
  endpoint,
  ...(kind !== 'none' && { [kind]: token }),
  ...(KINDS[kind].needsWorkspace && { workspaceId }),
});

const faultHeaders = () => {
  const { header } = FAULTS[fault.value] ?? {};
  return header ? { 'x-sandbox-fault': header } : {};
};

async function faultyFetch(url, init) {
  if (FAULTS[fault.value]?.isOffline) throw new TypeError('Failed to fetch');
  return fetch(url, init);
}

// A text compares by what it says: a fault that comes or goes makes no new client, so what is loaded stays.
const connection = computed(() => JSON.stringify(optionsOf(settings.value)));

/** The package's client. The forms show warnings themselves, before anything is sent. */
export const client = computed(() =>
  createClient({
    ...JSON.parse(connection.value),
    headers: faultHeaders,
    fetch: faultyFetch,
    onWarning: () => {},
  }),
);

/** The sandbox begins anew. Another server may answer for it, and with anything. @returns {Promise<boolean>} whether it has */
export async function resetSandbox() {
  try {
    const response = await fetch('/_sandbox/reset', { method: 'POST' });
    return (await response.json()).ok === true;
  } catch {
    return false;
  }
}

/** Headers that say who calls, as the package writes them. */
function identityHeaders({ kind, token, workspaceId }) {
  if (kind === 'none') return {};
  return {
    authorization: `Bearer ${token}`,
    ...(kind === 'clientSessionToken' && { 'client-session-token': token }),
    ...(KINDS[kind].needsWorkspace && { [WORKSPACE]: workspaceId }),
  };
}

/**
 * One of Seam's lists that the package has no function for, from the same server and as the same caller.
 *
 * @param {string} path
 * @param {Record<string, string | number>} [params]
 */
export async function plainFetch(path, params = {}) {
  const { endpoint } = settings.value;
  const query = new URLSearchParams(params).toString();
  const response = await faultyFetch(`${endpoint}${path}${query && `?${query}`}`, {
    headers: { ...identityHeaders(settings.value), ...faultHeaders() },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
