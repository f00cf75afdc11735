/** Answers gone wrong, on request. A fault is a function of what the API would do: `(perform, request) => Answer`. */
import { ApiError, invalidInput, json, text } from './answers.mjs';
import { FIRST_PAGE } from './cursors.mjs';

const retryAfter = (seconds) => (seconds ? { 'retry-after': seconds } : {});

/**
 * Given instead of an answer: the request is not carried out. Each with what it does; the argument is a status, or seconds for
 * Retry-After.
 */
const INSTEAD = {
  401: ['the key is refused', () => new ApiError(401, 'unauthorized', 'Bearer token is not valid').answer()],
  expired: [
    'the client session is over',
    () => new ApiError(401, 'client_session_expired', 'Client session has expired').answer(),
  ],
  workspace: [
    'the key is that of another workspace',
    () => new ApiError(403, 'unauthorized_workspace', 'Not in this workspace').answer(),
  ],
  404: [
    'the credential is gone',
    () => new ApiError(404, 'acs_credential_not_found', 'acs_credential not found').answer(),
  ],
  429: [
    'too many requests; 429:7 with Retry-After',
    (seconds) => new ApiError(429, 'rate_limit_exceeded', 'Too many requests').answer(retryAfter(seconds)),
  ],
  500: ['the server fails', () => new ApiError(500, 'internal_server_error', 'Something went wrong').answer()],
  503: [
    'the server is busy; 503:7 with Retry-After',
    (seconds) => new ApiError(503, 'service_unavailable', 'Try again later').answer(retryAfter(seconds)),
  ],
  html: [
    'a page of a proxy, with status 502; html:200 with another one',
    (status = 502) => text(+status, '<!doctype html><title>Bad Gateway</title><h1>Bad Gateway</h1>\n', 'text/html'),
  ],
  text: ['a sentence, with status 400; text:500 with another one', (status = 400) => text(+status, 'Invalid JSON')],
  problem: [
    'a problem document of RFC 9457, with status 403; problem:409 with another one',
    (status = 403) =>
      json(
        +status,
        { type: 'about:blank', title: 'Forbidden', status: +status, detail: 'The gateway refuses this client.' },
        { 'content-type': 'application/problem+json' },
      ),
  ],
  redirect: ['the way to a login', () => ({ ...text(302, ''), headers: { location: '/login' } })],
  validation: [
    'messages about the payload, at every depth',
    () =>
      invalidInput([
        [['acs_system_id'], 'Required'],
        [['visionline_metadata', 'override'], 'Expected boolean, received string'],
        [['visionline_metadata', 'joiner_acs_credential_ids', 1], 'Invalid uuid'],
        [['visionline_metadata', 'joiner_acs_credential_ids', 1], 'Unknown credential'],
      ]).answer(),
  ],
};

/**
 * Done to the answer, each with what it does: the request **is** carried out, so a test can tell whether the client sent it twice.
 */
const DAMAGE = {
  204: ['no body, with status 204', () => ({ status: 204, headers: {} })],
  cors: [
    'for pages of another origin alone',
    ({ headers, ...answer }) => ({
      ...answer,
      headers: { ...headers, 'access-control-allow-origin': 'https://elsewhere.test' },
    }),
  ],
  delay: ['delay:3000 is late by 3 seconds', (answer, ms) => ({ ...answer, delay: Number(ms) })],
  empty: ['an empty body', (answer) => ({ ...answer, body: '' })],
  malformed: ['no JSON', (answer) => ({ ...answer, body: answer.body.replace(/}$/, ',}') })],
  newer: ['of a newer server: unknown properties and values', (answer) => change(answer, newer)],
  older: ['of an older server: without pagination and connected_account_id', (answer) => change(answer, older)],
  'repeat-cursor': [
    'the cursor of a page leads to that page',
    (answer, _, { query, body }) => change(answer, repeatCursor(query.page_cursor || body?.page_cursor)),
  ],
  reset: ['the connection breaks before it comes', (answer) => ({ ...answer, cut: 'reset' })],
  truncated: ['the connection breaks in its middle', (answer) => ({ ...answer, cut: 'truncated' })],
  'wrong-type': ['a text in the place of what is promised', (answer) => change(answer, wrongType)],
};

/** What there is, for a person. */
export const FAULTS = [
  'Send one as the header x-sandbox-fault, or POST { "fault": "429:7", "times": 2, "path": "/acs/credentials/list" } to',
  '/_sandbox/faults for the requests that come next. POST /_sandbox/reset puts everything back.',
  '',
  'The request is not carried out:',
  ...Object.entries(INSTEAD).map(described),
  '',
  'It is carried out, and the answer is',
  ...Object.entries(DAMAGE).map(described),
  '',
].join('\n');

function described([name, [meaning]]) {
  return `  ${name.padEnd(15)}${meaning}`;
}

const change = (answer, edit) =>
  answer.status === 200 ? { ...answer, body: JSON.stringify(edit(JSON.parse(answer.body))) } : answer;

const repeatCursor = (cursor) => (value) => ({
  ...value,
  pagination: { ...value.pagination, has_next_page: true, next_page_cursor: cursor || FIRST_PAGE },
});

const wrongType = (value) =>
  Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key.startsWith('acs_') ? 'not what was promised' : inner]),
  );

const newer = (value) =>
  renewed(value, (credential) => ({ ...credential, access_method: 'palm', from_a_newer_server: { is_new: true } }));

const older = (value) =>
  renewed({ ...value, pagination: undefined }, (credential) => ({ ...credential, connected_account_id: undefined }));

/** An answer whose credentials are changed. */
function renewed(value, edit) {
  const { acs_credential: one, acs_credentials: many } = value;
  return {
    ...value,
    ...(one && { acs_credential: edit(one) }),
    ...(many && { acs_credentials: many.map(edit) }),
  };
}

/** Those whose argument is a status. */
const WITH_STATUS = new Set(['html', 'text', 'problem']);

/** The fault that a text such as `429:2` names, or undefined. */
export function readFault(name) {
  const [, kind, argument] = /^([a-z0-9-]+)(?::(\d+))?$/.exec(name) ?? [];
  if (WITH_STATUS.has(kind) && argument && !/^[2-5]\d\d$/.test(argument)) return undefined;
  if (Object.hasOwn(INSTEAD, kind)) return () => INSTEAD[kind][1](argument);
  if (kind === 'delay' && !argument) return undefined;
  if (Object.hasOwn(DAMAGE, kind)) return (perform, request) => DAMAGE[kind][1](perform(), argument, request);
}

/** Faults that wait for requests to come. */
export class FaultQueue {
  /** @type {{ fault: string, times: number, path?: string }[]} */
  waiting = [];

  add({ fault, times = 1, path }) {
    if (!readFault(fault)) throw invalidInput([[['fault'], `Unknown fault: ${fault}`]]);
    if (!(Number.isInteger(times) && times > 0))
      throw invalidInput([[['times'], 'Expected a whole number, at least 1']]);
    this.waiting.push({ fault, times, path });
  }

  /** The name of the fault for a request to this path, used up once. */
  take(path) {
    const found = this.waiting.find((fault) => !fault.path || fault.path === path);
    if (found && --found.times <= 0) this.waiting.splice(this.waiting.indexOf(found), 1);
    return found?.fault;
  }

  clear() {
    this.waiting.length = 0;
  }
}
