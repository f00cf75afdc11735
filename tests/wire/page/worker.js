// A worker has no import map, so it names the package by its address.
import * as api from '/pkg/index.js';

const { acs_credentials } = await api.listCredentials({}, { endpoint: '/row/well' });
const error = await api.listCredentials({}, { endpoint: '/row/worker', retries: 0 }).catch((error) => error);
postMessage([acs_credentials.length, error.kind, error.status]);
