/** The sandbox without sockets or files: a request in, an answer out. The server drives it, and so does the static demo's page. */
import { text } from './answers.mjs';
import { answer } from './api.mjs';
import { control } from './control.mjs';
import { FaultQueue, readFault } from './faults.mjs';
import { Hotel } from './hotel.mjs';

export const createSandbox = (options) => ({ hotel: new Hotel(options), faults: new FaultQueue(), requests: [] });

/**
 * @param {object} given
 * @param {string} given.method
 * @param {string} given.url from the path on
 * @param {Record<string, string>} given.headers with names in lower case
 * @param {string} given.body
 */
export function requestOf({ method, url, headers, body }) {
  const [path, search = ''] = url.split(/\?(.*)/s);
  const query = Object.fromEntries(new URLSearchParams(search));
  return { method, url, path, query, headers, text: body, body: parsed(body) };
}

/** The value of a JSON text; another text stays as it is, none is undefined. */
function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return body || undefined;
  }
}

/**
 * @param {ReturnType<typeof createSandbox>} sandbox
 * @param {ReturnType<typeof requestOf>} request
 * @param {string} origin of the address that was asked
 * @returns {import('./answers.mjs').Answer | undefined} undefined for a path that is not the sandbox's
 */
export function respond(sandbox, request, origin) {
  const { path } = request;
  if (path.startsWith('/_sandbox/')) return control(sandbox, request);
  const [, proxy = '', apiPath] = /^(\/api\/seam)?(\/acs\/.*)$/.exec(path) ?? [];
  return apiPath && api(sandbox, { ...request, path: apiPath, origin: origin + proxy, trusted: proxy !== '' });
}

function api({ hotel, faults, requests }, { origin, trusted, ...request }) {
  requests.push(request);
  const perform = () => answer(hotel, { ...request, origin, trusted });
  const name = request.headers['x-sandbox-fault'] ?? faults.take(request.path);
  if (name === undefined) return perform();
  const fault = readFault(name);
  return fault ? fault(perform, request) : text(400, `unknown fault: ${name}; GET /_sandbox/ lists them`);
}
