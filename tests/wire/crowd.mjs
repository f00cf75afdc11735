/** A thousand calls in flight, half of them aborted: each must settle with its own result. */
import { settled } from './calls.mjs';
import { ID } from './samples.mjs';

const SIZE = 1000;

/** What the server sends to the call number `n`: five kinds of answers for the even, none for the odd. */
export function crowdAnswer(n, credential) {
  const json = (status, value) => ({
    status,
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json' },
  });
  if (n % 2) return { moment: 'silence' };
  switch ((n / 2) % 5) {
    case 0:
      return json(200, { acs_credential: { ...credential, display_name: `number ${n}` }, ok: true });
    case 1:
      return json(404, { error: { type: 'not_found', message: `number ${n}` }, ok: false });
    case 2:
      return { status: 200, body: '<p>number</p>', headers: { 'content-type': 'text/html' } };
    case 3:
      return json(401, { error: { type: 'unauthorized', message: `number ${n}` }, ok: false });
    default:
      return { status: 503 };
  }
}

function expected(n) {
  if (n % 2) return 'half';
  switch ((n / 2) % 5) {
    case 0:
      return `number ${n}`;
    case 1:
      return `api 404 number ${n}`;
    case 2:
      return "invalid_response 200 The server's answer is not JSON but HTML or XML: options.endpoint may be wrong, or the session over.";
    case 3:
      return `unauthorized 401 number ${n}`;
    default:
      return 'api 503 The server answered with status 503.';
  }
}

/** @returns {Promise<string[]>} what is wrong */
export async function tryCrowd(api, root) {
  const controller = new AbortController();
  const outcomes = Array.from({ length: SIZE }, async (_, n) => {
    const options = { endpoint: `${root}/row/crowd-${n}`, retries: 0, timeout: 0 };
    if (n % 2) options.signal = controller.signal;
    const call = api.getCredential({ acs_credential_id: ID }, options);
    if (n === 0) call.finally(() => controller.abort('half'));
    let found;
    await settled(
      call.then(({ display_name }) => (found = display_name)),
      (error) => (found = api.isCredentialsError(error) ? `${error.kind} ${error.status} ${error.message}` : error),
    );
    return found === expected(n) ? undefined : `${n}: ${found}, not ${expected(n)}`;
  });
  return (await Promise.all(outcomes)).filter(Boolean);
}
