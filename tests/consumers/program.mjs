// What every consumer does with the package, whatever tool brought it there.

const ID = '33333333-3333-3333-3333-333333333333';

function equal(found, expected) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, found ${a}`);
}

/** Validates, calls endpoints of the sandbox and aborts a call; resolves to `good`. */
export async function program(api, sandbox) {
  const report = api.validate('create', { access_method: 'face', acs_user_id: ID, name: 'é ⚿' });
  equal(
    report.issues.map(({ code, path }) => [code, ...path]),
    [
      ['enum', 'access_method'],
      ['unknown', 'name'],
    ],
  );
  equal(api.parseJson('pagination', '{"next_page_cursor":"ünï"}').value, { next_page_cursor: 'ünï' });

  const client = api.createClient({ endpoint: sandbox, apiKey: 'seam_consumer', retries: 0 });
  const { acs_credentials } = await client.list({ limit: 3 });
  equal(acs_credentials.length, 3);
  const missing = await client.get({ acs_credential_id: ID }).catch((error) => error);
  equal([api.isCredentialsError(missing), missing.status], [true, 404]);

  const controller = new AbortController();
  const outcome = client.list(
    {},
    { signal: controller.signal, fetch: late, headers: { 'x-sandbox-fault': 'delay:60000' } },
  );
  equal(await outcome.catch((reason) => reason), 'bye');
  return 'good';

  function late(url, init) {
    const answer = fetch(url, init);
    controller.abort('bye');
    return answer;
  }
}

/** In a page, worker or service worker: its address names the sandbox. */
export function inBrowser(api) {
  const sandbox = new URL(globalThis.location.href).searchParams.get('sandbox');
  return program(api, sandbox).catch((error) => String(error?.stack ?? error));
}
