/** From a request to an answer: which endpoint, who asks, are the parameters right, and what the hotel then does. */
import { ApiError, json, text } from './answers.mjs';
import { applyRules } from './rules.mjs';
import { CHECKS } from './validate.mjs';

/** @typedef {{ method: string, path: string, query: Record<string, string>, headers: Record<string, string>, text: string, origin: string, trusted: boolean }} Request */

const ENDPOINTS = {
  '/acs/credentials/assign': (hotel, params) => ({ acs_credential: hotel.assign(params) }),
  '/acs/credentials/create': (hotel, params) => ({ acs_credential: hotel.create(params) }),
  '/acs/credentials/delete': (hotel, params) => hotel.delete(params),
  '/acs/credentials/get': (hotel, params) => ({ acs_credential: hotel.get(params) }),
  '/acs/credentials/list': (hotel, params, request) => withPageUrl(hotel.list(params), request),
  '/acs/credentials/list_accessible_entrances': (hotel, params) => ({
    acs_entrances: hotel.accessibleEntrances(params),
  }),
  '/acs/credentials/unassign': (hotel, params) => ({ acs_credential: hotel.unassign(params) }),
  '/acs/credentials/update': (hotel, params) => ({ acs_credential: hotel.update(params) }),
  '/acs/systems/list': (hotel) => ({ acs_systems: hotel.systems }),
  '/acs/users/list': (hotel, params) => ({ acs_users: ofSystem(hotel.users, params) }),
  '/acs/entrances/list': (hotel, params) => ({ acs_entrances: ofSystem(hotel.entrances, params) }),
};

// The three lists that are no part of the credentials API have no structure to be checked against.
const unchecked = (params) => params ?? {};
const READ_ONLY = new Map([
  ['GET', unchecked],
  ['POST', unchecked],
]);

const ofSystem = (things, { acs_system_id }) =>
  acs_system_id ? things.filter((thing) => thing.acs_system_id === acs_system_id) : things;

/**
 * @param {import('./hotel.mjs').Hotel} hotel
 * @param {Request} request
 * @returns {import('./answers.mjs').Answer}
 */
export function answer(hotel, request) {
  const run = Object.hasOwn(ENDPOINTS, request.path) && ENDPOINTS[request.path];
  if (!run) return text(404, '404');
  try {
    const check = methodOf(request);
    authorize(request);
    const given = paramsOf(request);
    if (given === undefined) return text(400, 'Invalid JSON');
    const params = check(given);
    applyRules(request.path, params, hotel.now());
    return json(200, { ...run(hotel, params, { ...request, given }), ok: true });
  } catch (error) {
    if (error instanceof ApiError) return error.answer();
    throw error;
  }
}

function methodOf({ method, path }) {
  const methods = CHECKS.get(path) ?? READ_ONLY;
  const check = methods.get(method);
  if (!check)
    throw new ApiError(405, 'method_not_allowed', `${method} is not allowed, use ${[...methods.keys()].join(' or ')}`);
  return check;
}

/** The kinds of tokens by how they begin: a person's names its workspace, the others are good for these of the credentials endpoints. */
const TOKENS = [
  { begin: /^Bearer seam_pk/, paths: [] },
  { begin: /^Bearer seam_cst/, paths: ['/acs/credentials/list'] },
  { begin: /^Bearer (seam_at|ey)\S/, isPersonal: true },
  { begin: /^Bearer seam_\S/ },
];

/** A same-origin proxy is trusted, for it adds the key itself. */
function authorize({ trusted, path, headers }) {
  if (trusted) return;
  const refuse = (message) => {
    throw new ApiError(401, 'unauthorized', message);
  };
  const kind = TOKENS.find(({ begin }) => begin.test(headers.authorization ?? ''));
  if (!kind) return refuse('A valid bearer token is required');
  if (kind.isPersonal && !headers['seam-workspace']) refuse('This token needs the header seam-workspace');
  if (kind.paths && path.startsWith('/acs/credentials/') && !kind.paths.includes(path))
    refuse('This endpoint does not accept a token of this kind');
}

/** Undefined when the body is no JSON: Seam answers that in plain text. */
function paramsOf({ method, query, headers, text: body }) {
  if (method === 'GET' || method === 'DELETE') return { ...query };
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    throw new ApiError(400, 'invalid_content_type', 'The content-type must be application/json');
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function withPageUrl({ acs_credentials, next_page_cursor }, { origin, path, given }) {
  const next = new URLSearchParams({ ...given, page_cursor: next_page_cursor ?? '' });
  return {
    acs_credentials,
    pagination: {
      has_next_page: next_page_cursor !== null,
      next_page_cursor,
      next_page_url: next_page_cursor && `${origin}${path}?${next}`,
    },
  };
}
