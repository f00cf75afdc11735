// Uses the package as a page does: by its name, without init. Tells the outcome of each check to the test that opened it.
import * as api from 'acs-credentials';

const ID = '33333333-3333-3333-3333-333333333333';
const query = new URLSearchParams(location.search);
const REPORT = query.get('report');
/** The sandbox of another origin. */
const AWAY = query.get('away');
const HERE = '/api/seam';

const client = api.createClient({ endpoint: HERE, onWarning: () => {} });
const away = api.createClient({ endpoint: AWAY, apiKey: 'seam_test', retries: 0, onWarning: () => {} });

function equal(found, expected, what = '') {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what} expected ${b}, found ${a}`);
}

async function failure(call) {
  const outcome = await call.then(
    () => 'no failure',
    (error) => error,
  );
  if (!api.isCredentialsError(outcome)) throw new Error(`not a CredentialsError: ${String(outcome)}`);
  return outcome;
}

function short({ severity, code, path, suggestion }) {
  const found = `${severity === 'error' ? 'E' : 'W'} ${code} ${path.join('.')}`;
  return suggestion === undefined ? found : `${found} > ${suggestion}`;
}

const requests = async () => (await fetch('/_sandbox/requests')).json();

const checks = {
  'validate answers at once, with all issues': () => {
    const { valid, issues } = api.validate('create', { access_method: 'face', cardFormat: 1, code: '12a' });
    equal(valid, false);
    equal(issues.map(short), [
      'E enum access_method',
      'W unknown cardFormat',
      'E digits code',
      'E receiver acs_user_id',
    ]);
  },

  'every row of the tables': async () => {
    for (const [table, rows] of Object.entries(await (await fetch(`${REPORT}/given`)).json())) {
      for (const { name, model, json, value, context, issues } of rows) {
        const parsed = api.parseJson(model, json ?? JSON.stringify(value), context);
        equal(parsed.issues.map(short), issues, `${table}: ${name}:`);
        if (json === undefined)
          equal(api.validate(model, value, context).issues.map(short), issues, `${table}: ${name}:`);
      }
    }
  },

  'all eight functions': async () => {
    const { acs_credentials } = await client.list({ limit: 50 });
    const { acs_user_id } = acs_credentials.find((credential) => credential.acs_user_id);
    const made = await client.create({ access_method: 'code', acs_user_id, code: '918273' });
    const { acs_credential_id } = made;
    equal((await client.get({ acs_credential_id })).code, '918273');
    equal((await client.update({ acs_credential_id, code: '918274' })).code, '918274');
    equal((await client.unassign({ acs_credential_id, acs_user_id })).acs_user_id, undefined);
    equal((await client.assign({ acs_credential_id, acs_user_id })).acs_user_id, acs_user_id);
    equal(Array.isArray(await client.listAccessibleEntrances({ acs_credential_id })), true);
    equal(await client.delete({ acs_credential_id }), undefined);
    equal((await failure(client.get({ acs_credential_id }))).status, 404);
  },

  'an invalid payload is never sent': async () => {
    await fetch('/_sandbox/requests', { method: 'DELETE' });
    const error = await failure(client.create({ access_method: 'face', acs_user_id: ID }));
    equal([error.kind, error.issues.map(short)], ['invalid_input', ['E enum access_method']]);
    equal(await requests(), []);
  },

  'every seeded credential is good; what is new is kept and told': async () => {
    const deviations = [];
    const page = await client.list({}, { onDeviation: (deviation) => deviations.push(...deviation.issues) });
    for (const credential of page.acs_credentials) equal(api.validate('acs_credential', credential).valid, true);
    const raw = await (await fetch(`${HERE}/acs/credentials/list`)).json();
    equal(page.acs_credentials, raw.acs_credentials);
    equal(
      ['external_type', 'pending_mutations'].map((name) => deviations.some(({ path }) => path.at(-1) === name)),
      [true, true],
    );
  },

  'another origin, with a key': async () => {
    equal((await away.list({ limit: 3 })).acs_credentials.length, 3);
    const missing = await failure(away.get({ acs_credential_id: ID }));
    equal([missing.kind, missing.status, typeof missing.requestId], ['api', 404, 'string']);
    const limited = await failure(away.list({}, { headers: { 'x-sandbox-fault': '429:9' } }));
    equal([limited.status, limited.retryAfter], [429, 9]);
  },

  'failures of the network': async () => {
    const reset = await failure(away.list({}, { headers: { 'x-sandbox-fault': 'reset' } }));
    equal(reset.kind, 'network');
    const refused = await failure(api.listCredentials({}, { endpoint: `${AWAY}${HERE}`, retries: 0 }));
    equal([refused.kind, refused.message.includes('CORS')], ['network', true]);
    const late = await failure(away.list({}, { timeout: 50, headers: { 'x-sandbox-fault': 'delay:5000' } }));
    equal(late.kind, 'timeout');
  },

  'an aborted call rejects with its reason': async () => {
    const controller = new AbortController();
    const call = away.list({}, { signal: controller.signal, headers: { 'x-sandbox-fault': 'delay:5000' } });
    setTimeout(() => controller.abort('bye'));
    equal(await call.catch((reason) => reason), 'bye');
  },

  'a hundred calls at once, every other one aborted': async () => {
    const controller = new AbortController();
    const calls = Array.from({ length: 100 }, (_, index) =>
      client.list({ limit: 1 + index }, index % 2 ? { signal: controller.signal } : {}),
    );
    controller.abort('half');
    const outcomes = await Promise.allSettled(calls);
    outcomes.forEach(({ reason, value }, index) => {
      if (index % 2) equal(reason, 'half');
      else equal(value.acs_credentials.length > 0 && value.acs_credentials.length <= 1 + index, true);
    });
  },

  'any argument whatever settles': async () => {
    const cyclic = {};
    cyclic.self = cyclic;
    let deep = {};
    for (let level = 0; level < 100_000; level++) deep = { deep };
    const getter = {
      get acs_credential_id() {
        throw new Error('boom');
      },
    };
    for (const value of [undefined, null, 5, 'x', new Map(), cyclic, { acs_credential_id: 10n }, getter, deep]) {
      for (const call of [client.assign, client.create, client.delete, client.get, client.unassign, client.update]) {
        equal((await failure(call(value))).kind, 'invalid_input');
      }
      equal(api.validate('get', value).valid, false);
    }
    const text = '['.repeat(100_000) + ']'.repeat(100_000);
    equal(api.parseJson('acs_credential', text).issues.map(short), ['E type ', 'E too_deep ']);
    equal(api.validate('list', {}).issues, []);
  },
};

const results = {};
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    results[name] = 'good';
  } catch (error) {
    results[name] = String(error);
  }
}
await fetch(`${REPORT}/results`, { method: 'POST', body: JSON.stringify(results) });
