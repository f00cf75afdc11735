/**
 * What must come of a call, by the facts of Seam's API alone. Nothing here knows the package.
 *
 * An outcome is `{ value }` or `{ error }`; `heard` is what `onResponse` is told, `requests` what the server sees.
 */
import { good } from './samples.mjs';

const JSON_OBJECTS = ['object', 'problem', 'key null', 'key wrong', 'deep'];

/** Why a 2xx answer is of no use, whoever asked. */
const USELESS = {
  text: 'is not JSON',
  html: 'is not JSON but HTML or XML',
  'not UTF-8': 'is not UTF-8',
  array: 'is not an object',
  null: 'is not an object',
};

/** What a refusal says for itself. */
const EXPLAINED = {
  error: { type: 'some_type', message: 'Some message' },
  validation: {
    type: 'invalid_input',
    message: 'Wrong',
    issues: [
      ['', 'All of it'],
      ['acs_system_id', 'Required'],
      ['visionline_metadata.joiner_acs_credential_ids.1', 'Bad'],
      ['visionline_metadata.joiner_acs_credential_ids.1', 'Worse'],
    ],
  },
  problem: { type: 'about:blank', message: 'The detail' },
  text: { message: 'The server answered: Invalid JSON' },
};

export function expectation(call, answers, retries) {
  const heard = [];
  for (let attempt = 1; ; attempt++) {
    const answer = answers[Math.min(attempt, answers.length) - 1];
    const { isHeard, ...outcome } = outcomeOf(call, answer);
    if (isHeard) heard.push([answer.status, attempt]);
    if (attempt <= retries && call.repeatable && isWorthRepeating(outcome, answer)) continue;
    if (outcome.error) outcome.error.attempts = attempt;
    return { ...outcome, heard, requests: attempt };
  }
}

function isWorthRepeating({ error }, { headers }) {
  if (!error) return false;
  if (error.kind === 'network' || error.kind === 'timeout') return true;
  const isBusy = error.status === 429 || error.status >= 500;
  return isBusy && !(Number(headers?.['retry-after']) > 60);
}

function outcomeOf(call, { status, body, moment, headers }) {
  switch (moment) {
    case 'reset':
      return { error: { kind: 'network' } };
    case 'silence':
      return { error: { kind: 'timeout' } };
    // The status of a refusal says enough.
    case 'stall':
      return status < 300 ? { error: { kind: 'timeout', status } } : refused(status, 'empty', headers);
    case 'cut':
      return status < 300 ? { error: { kind: 'network', status } } : refused(status, 'empty', headers);
    default:
      return status < 300 ? succeeded(call, status, body) : refused(status, body, headers);
  }
}

function refused(status, body, headers) {
  const kind = status === 401 ? 'unauthorized' : 'api';
  if (status < 400) return { isHeard: true, error: { kind, status, message: 'redirects' } };
  const explained = EXPLAINED[body] ?? { message: `The server answered with status ${status}.` };
  const seconds = headers?.['retry-after'];
  // A date that is over is no time at all.
  const retryAfter = seconds === undefined ? {} : { retryAfter: Number.isNaN(Number(seconds)) ? 0 : Number(seconds) };
  return { isHeard: true, error: { kind, status, ...explained, ...retryAfter } };
}

function succeeded(call, status, body) {
  const isHeard = true;
  const useless = (why) => ({ isHeard, error: { kind: 'invalid_response', status, message: why } });
  if (USELESS[body]) return useless(USELESS[body]);
  // As where the engine tells that it broke off.
  if (body === 'half of it') return { isHeard, error: { kind: 'network', status, message: 'broke off' } };
  // A refusal in the clothes of a success.
  if (body === 'error' || body === 'validation') return { isHeard, error: { kind: 'api', status, ...EXPLAINED[body] } };
  if (body === 'empty') return call.promised ? useless('is empty') : { isHeard, value: undefined };
  if (JSON_OBJECTS.includes(body)) return call.promised ? useless('no usable') : { isHeard, value: undefined };
  return { isHeard, value: valueOf(call, body) };
}

/** A page is the body without `ok`; any other answer is the property that was asked for. */
function valueOf(call, body) {
  const { ok, ...page } = { ...good(call), ...(body === 'good and huge' && { more: 'x'.repeat(2e6) }) };
  return ok && call.key === 'acs_credentials' ? page : page[call.key];
}
