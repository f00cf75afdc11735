import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as api from 'acs-credentials';
import { startSandbox } from '../sandbox/server.mjs';
import { nonsense } from './rows.mjs';

const ENDPOINTS = [
  'assignCredential',
  'createCredential',
  'deleteCredential',
  'getCredential',
  'listCredentials',
  'listAccessibleEntrances',
  'unassignCredential',
  'updateCredential',
];

let sandbox;
before(async () => (sandbox = await startSandbox()));
after(() => sandbox.close());

for (const name of ENDPOINTS) {
  for (const [what, value] of Object.entries(nonsense())) {
    if (name === 'listCredentials' && what === 'nothing') continue;
    test(`${name}: parameters: ${what}`, async () => {
      const options = { endpoint: sandbox.url, apiKey: 'seam_test' };
      const started = performance.now();
      await assert.rejects(api[name](value, options), { name: 'CredentialsError', kind: 'invalid_input' });
      assert.ok(performance.now() - started < 1000);
      assert.equal(sandbox.requests.length, 0);
    });
  }
}

for (const [what, value] of Object.entries(nonsense())) {
  if (value === undefined || value === null) continue;
  test(`options: ${what}`, async () => {
    // The parameters are wrong too, so that nothing is sent where the options can be read.
    await assert.rejects(api.getCredential(5, value), { name: 'CredentialsError', kind: /invalid_(options|input)/ });
  });

  for (const option of [
    'endpoint',
    'apiKey',
    'timeout',
    'retries',
    'signal',
    'fetch',
    'context',
    'onWarning',
    'credentials',
  ]) {
    const isFine =
      (typeof value === 'function' && ['fetch', 'onWarning'].includes(option)) ||
      (what === 'a number' && ['timeout', 'retries'].includes(option)) ||
      (option === 'context' && typeof value === 'object' && what !== 'a throwing proxy');
    if (isFine) continue;
    test(`options.${option}: ${what}`, async () => {
      await assert.rejects(api.getCredential(5, { [option]: value }), { kind: 'invalid_options' });
    });
  }
}

for (const [what, value] of Object.entries(nonsense())) {
  test(`everything else: ${what}`, () => {
    for (const model of ['create', 'acs_credential']) {
      assert.equal(api.validate(model, value).valid, false);
      assert.equal(api.parseJson(model, value).valid, false);
      assert.equal(typeof api.schema(model)['~standard'].validate(value), 'object');
    }
    for (const call of [api.validate, api.parseJson, api.schema, api.jsonSchema]) {
      assert.throws(() => call(value, value, value), { name: 'CredentialsError', kind: 'invalid_options' });
    }
    assert.throws(() => api.message(value, value), { name: 'CredentialsError', kind: 'invalid_options' });
    assert.equal(api.isCredentialsError(value), false);
    if (typeof value !== 'object' || value === null) {
      assert.throws(() => api.createClient(value), { kind: 'invalid_options' });
    }
  });
}

test('and all is well afterwards', async () => {
  const client = api.createClient({ endpoint: sandbox.url, apiKey: 'seam_test' });
  assert.ok((await client.list({ limit: 1 })).acs_credentials.length === 1);
});
