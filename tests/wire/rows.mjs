/** The table: method × status × body × moment, each row with the answers that it gets and the outcome that it must have. */
import { expectation } from './rule.mjs';
import { ID, good } from './samples.mjs';

/** Methods of a client: parameters, the property of the answer that is given back, whether it is promised, whether to repeat. */
const CALLS = {
  create: { params: { access_method: 'card', acs_user_id: ID }, key: 'acs_credential', promised: true },
  update: { params: { acs_credential_id: ID, code: '1234' }, key: 'acs_credential' },
  delete: { params: { acs_credential_id: ID }, repeatable: true },
  get: { params: { acs_credential_id: ID }, key: 'acs_credential', promised: true, repeatable: true },
  list: { params: { limit: 1 }, key: 'acs_credentials', promised: true, repeatable: true },
};

const VALIDATION = {
  _errors: ['All of it'],
  acs_system_id: { _errors: ['Required'] },
  visionline_metadata: { _errors: [], joiner_acs_credential_ids: { _errors: [], 1: { _errors: ['Bad', 'Worse'] } } },
};
const refusal = (error) => JSON.stringify({ error, ok: false });

const JSON_TYPE = 'application/json; charset=utf-8';

/** Each body: its content type and its bytes, for a call. */
const BODIES = {
  good: (call) => [JSON_TYPE, JSON.stringify(good(call))],
  'good as text': (call) => ['text/plain', JSON.stringify(good(call))],
  'good with a mark': (call) => [JSON_TYPE, `\ufeff${JSON.stringify(good(call))}`],
  'good and huge': (call) => [JSON_TYPE, JSON.stringify({ ...good(call), more: 'x'.repeat(2e6) })],
  error: () => [JSON_TYPE, refusal({ type: 'some_type', message: 'Some message' })],
  validation: () => [JSON_TYPE, refusal({ type: 'invalid_input', message: 'Wrong', validation_errors: VALIDATION })],
  problem: () => [
    'application/problem+json',
    JSON.stringify({ type: 'about:blank', title: 'T', detail: 'The detail' }),
  ],
  text: () => ['text/plain', 'Invalid JSON'],
  html: () => ['text/html', '<!doctype html><title>Bad Gateway</title><h1>Bad Gateway</h1>'],
  empty: () => [JSON_TYPE, ''],
  'half of it': (call) => [JSON_TYPE, JSON.stringify(good(call)).slice(0, -1)],
  'not UTF-8': () => [JSON_TYPE, Buffer.from('7b226f6b223afe7d', 'hex')],
  object: () => [JSON_TYPE, '{}'],
  array: () => [JSON_TYPE, '[]'],
  null: () => [JSON_TYPE, 'null'],
  'key null': ({ key }) => [JSON_TYPE, JSON.stringify({ [key ?? 'key']: null, ok: true })],
  'key wrong': ({ key }) => [JSON_TYPE, JSON.stringify({ [key ?? 'key']: 5, ok: true })],
  deep: () => [JSON_TYPE, `{"new":${'['.repeat(1000)}${']'.repeat(1000)}}`],
};

/** Statuses with the bodies that they come with. */
const ALL = Object.keys(BODIES);
const SOME = ['good', 'error', 'empty'];
const STATUSES = {
  ...{ 200: ALL, 201: SOME, 204: ['empty'] },
  ...{ 302: ['html'], 307: ['empty'] },
  ...{ 400: ALL, 401: ALL, 403: SOME, 404: ALL, 429: SOME },
  ...{ 500: SOME, 503: ALL },
};

/** When the connection fails: before the answer or in the middle of it, at once or by silence. */
const MOMENTS = { reset: [200], silence: [200], cut: [200, 404, 503], stall: [200, 404, 503] };

/** Answers to one attempt after another. */
const busy = (seconds) => ({ status: 503, body: 'error', headers: { 'retry-after': seconds } });
const well = { status: 200, body: 'good' };
const SEQUENCES = {
  'busy once': { answers: [busy('0'), well] },
  'busy twice': { answers: [busy('0'), busy('0'), well] },
  'busy for ever': { answers: [busy('0')] },
  'busy, no retries': { answers: [busy('0'), well], retries: 0 },
  'busy until yesterday': { answers: [busy('Sun, 06 Nov 1994 08:49:37 GMT'), well] },
  'busy for two minutes': { answers: [busy('120'), well] },
  'busy for a century': { answers: [busy('3153600000'), well] },
  limited: { answers: [{ status: 429, body: 'error', headers: { 'retry-after': '0' } }, well] },
  'reset once': { answers: [{ status: 200, body: 'good', moment: 'reset' }, well], retries: 1 },
  'cut once': { answers: [{ status: 200, body: 'good', moment: 'cut' }, well], retries: 1 },
  'half of it once': { answers: [{ status: 200, body: 'half of it' }, well], retries: 1 },
  'silent once': { answers: [{ status: 200, body: 'good', moment: 'silence' }, well], retries: 1 },
  'reset, then not found': {
    answers: [
      { status: 200, body: 'good', moment: 'reset' },
      { status: 404, body: 'error' },
    ],
  },
  'not found, then found': { answers: [{ status: 404, body: 'error' }, well] },
  'redirected, then not': { answers: [{ status: 302, body: 'text' }, well] },
  'useless, then not': { answers: [{ status: 200, body: 'html' }, well] },
};

function* cases() {
  for (const [status, bodies] of Object.entries(STATUSES)) {
    for (const body of bodies) yield { name: `${status} ${body}`, answers: [{ status: +status, body }], retries: 0 };
  }
  for (const [moment, statuses] of Object.entries(MOMENTS)) {
    for (const status of statuses) {
      yield { name: `${status} ${moment}`, answers: [{ status, body: 'good', moment }], retries: 0 };
    }
  }
  for (const [name, sequence] of Object.entries(SEQUENCES)) yield { name, ...sequence };
}

/** What the server is to send. */
function answerOf(call, { status, body, moment, headers }) {
  const [type, content] = BODIES[body](call);
  const location = status > 300 && status < 400 ? { location: '/row/well/acs/credentials/list' } : {};
  return { status, moment, body: content, headers: { 'content-type': type, ...location, ...headers } };
}

/** How long a call waits for a server that is silent. */
const TIMEOUT = 700;

export const ROWS = Object.entries(CALLS).flatMap(([method, call]) =>
  [...cases()].map(({ name, answers, retries = 2 }, index) => {
    const isSilent = answers.some(({ moment }) => moment === 'silence' || moment === 'stall');
    return {
      id: `${method}-${index}`,
      name: `${method}: ${name}`,
      method,
      params: call.params,
      options: { retries, timeout: isSilent ? TIMEOUT : 20_000 },
      answers: answers.map((answer) => answerOf(call, answer)),
      expected: expectation(call, answers, retries),
    };
  }),
);

/** The call after each row: it must always succeed. */
export const WELL = { id: 'well', answers: [answerOf(CALLS.list, well)] };
