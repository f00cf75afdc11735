/** Answers gone wrong, on request. A fault is a function of what the API would do: `(perform, request) => Answer`. */
import { ApiError, invalidInput, json, text } from './answers.mjs';
import { FIRST_PAGE } from './cursors.mjs';

const retryAfter = (seconds) => (seconds ? { 'retry-after': seconds } : {});

/** Given instead of an answer: the request is not carried out. The argument is a status, or seconds for Retry-After. */
const INSTEAD = {
  401: () => new ApiError(401, 'unauthorized', 'Bearer token is not valid').answer(),
  404: () => new ApiError(404, 'acs_credential_not_found', 'acs_credential not found').answer(),
  429: (seconds) => new ApiError(429, 'rate_limit_exceeded', 'Too many requests').answer(retryAfter(seconds)),
  500: () => new ApiError(500, 'internal_server_error', 'Something went wrong').answer(),
  503: (seconds) => new ApiError(503, 'service_unavailable', 'Try again later').answer(retryAfter(seconds)),
  html: (status = 502) => text(+status, '<!doctype html><title>Bad Gateway</title><h1>Bad Gateway</h1>\n', 'text/html'),
  text: (status = 400) => text(+status, 'Invalid JSON'),
  problem: (status = 403) =>
    json(
      +status,
      { type: 'about:blank', title: 'Forbidden', status: +status, detail: 'The gateway refuses this client.' },
      { 'content-type': 'application/problem+json' },
    ),
  validation: () =>
    invalidInput([
      [['acs_system_id'], 'Required'],
      [['visionline_metadata', 'override'], 'Expected boolean, received string'],
      [['visionline_metadata', 'joiner_acs_credential_ids', 1], 'Invalid uuid'],
      [['visionline_metadata', 'joiner_acs_credential_ids', 1], 'Unknown credential'],
    ]).answer(),
};

/** Done to the answer: the request **is** carried out, so a test can tell whether the client sent it twice. */
const DAMAGE = {
  204: () => ({ status: 204, headers: {} }),
  delay: (answer, ms) => ({ ...answer, delay: Number(ms) }),
  empty: (answer) => ({ ...answer, body: '' }),
  malformed: (answer) => ({ ...answer, body: answer.body.replace(/}$/, ',}') }),
  'repeat-cursor': (answer, _, { query, body }) => change(answer, repeatCursor(query.page_cursor || body?.page_cursor)),
  reset: (answer) => ({ ...answer, cut: 'reset' }),
  truncated: (answer) => ({ ...answer, cut: 'truncated' }),
  'wrong-type': (answer) => change(answer, wrongType),
};

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

/** Those whose argument is a status. */
const WITH_STATUS = new Set(['html', 'text', 'problem']);

/** The fault that a text such as `429:2` names, or undefined. */
export function readFault(name) {
  const [, kind, argument] = /^([a-z0-9-]+)(?::(\d+))?$/.exec(name) ?? [];
  if (WITH_STATUS.has(kind) && argument && !/^[2-5]\d\d$/.test(argument)) return undefined;
  if (Object.hasOwn(INSTEAD, kind)) return () => INSTEAD[kind](argument);
  if (kind === 'delay' && !argument) return undefined;
  if (Object.hasOwn(DAMAGE, kind)) return (perform, request) => DAMAGE[kind](perform(), argument, request);
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
