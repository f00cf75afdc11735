import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as api from 'acs-credentials';
import { startSandbox } from '../sandbox/server.mjs';
import { ID, short } from './rows.mjs';

let sandbox;
let client;
before(async () => {
  sandbox = await startSandbox();
  client = api.createClient({ endpoint: sandbox.url, apiKey: 'seam_test', onWarning: () => {} });
});
after(() => sandbox.close());
beforeEach(() => fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST' }));

/** A client whose next request meets a fault. */
function withFault(fault, more) {
  return api.createClient({
    endpoint: sandbox.url,
    apiKey: 'seam_test',
    retries: 0,
    headers: { 'x-sandbox-fault': fault },
    ...more,
  });
}

async function someone() {
  const { acs_credentials } = await client.list();
  return acs_credentials.find((credential) => credential.acs_user_id).acs_user_id;
}

test('a credential from its creation to its end', async () => {
  const acs_user_id = await someone();
  const ends_at = new Date(Date.now() + 86_400_000);
  const made = await client.create({ access_method: 'code', acs_user_id, code: '918273', ends_at });
  assert.equal(made.code, '918273');
  assert.equal(made.ends_at, ends_at.toISOString());
  const { acs_credential_id } = made;

  assert.equal((await client.get({ acs_credential_id })).acs_credential_id, acs_credential_id);
  assert.equal((await client.update({ acs_credential_id, code: '918274' })).code, '918274');
  assert.equal((await client.unassign({ acs_credential_id, acs_user_id })).acs_user_id, undefined);
  assert.equal((await client.assign({ acs_credential_id, acs_user_id })).acs_user_id, acs_user_id);
  assert.ok(Array.isArray(await client.listAccessibleEntrances({ acs_credential_id })));
  assert.equal(await client.delete({ acs_credential_id }), undefined);
  await assert.rejects(client.get({ acs_credential_id }), {
    kind: 'api',
    status: 404,
    type: 'acs_credential_not_found',
    endpoint: '/acs/credentials/get',
    attempts: 1,
    requestId: /./,
  });
});

test('methods, paths, query strings, headers and bodies are those of the API', async () => {
  const payload = { acs_credential_id: ID, acs_user_id: ID };
  const query = `acs_credential_id=${ID}&_strict=true`;
  for (const [name, method, path, params, url, body] of [
    ['assign', 'PATCH', 'assign', payload, '', payload],
    ['unassign', 'PATCH', 'unassign', payload, '', payload],
    [
      'create',
      'POST',
      'create',
      { access_method: 'card', acs_user_id: ID },
      '',
      { access_method: 'card', acs_user_id: ID },
    ],
    ['update', 'PATCH', 'update', { acs_credential_id: ID, code: '1234' }, '', { acs_credential_id: ID, code: '1234' }],
    ['delete', 'DELETE', 'delete', { acs_credential_id: ID }, `?${query}`],
    ['get', 'GET', 'get', { acs_credential_id: ID }, `?${query}`],
    ['listAccessibleEntrances', 'GET', 'list_accessible_entrances', { acs_credential_id: ID }, `?${query}`],
    ['list', 'GET', 'list', undefined, ''],
    [
      'list',
      'GET',
      'list',
      { search: 'front door & co', limit: 10, page_cursor: null, acs_system_id: ID },
      `?acs_system_id=${ID}&limit=10&page_cursor=&search=front+door+%26+co&_strict=true`,
    ],
  ]) {
    await client[name](params).catch(() => {}); // the ids are unknown to the sandbox; what counts is what was sent
    const sent = sandbox.requests.at(-1);
    assert.equal(sent.method, method, name);
    assert.equal(sent.url, `/acs/credentials/${path}${url}`);
    assert.deepEqual(sent.text ? JSON.parse(sent.text) : undefined, body, name);
    assert.equal(sent.headers['content-type'], body && 'application/json', name);
    assert.equal(sent.headers.authorization, 'Bearer seam_test');
  }
});

test('an invalid payload is never sent', async () => {
  await assert.rejects(client.create({ access_method: 'face', acs_user_id: ID }), (error) => {
    assert.ok(error instanceof api.CredentialsError);
    assert.deepEqual(error.issues.map(short), ['E enum access_method']);
    assert.match(error.message, /access_method: Must be "code", "card"/);
    return error.kind === 'invalid_input';
  });
  assert.equal(sandbox.requests.length, 0);
});

test('the message about an invalid payload has the first error, and how many follow', async () => {
  for (const [payload, message] of [
    [{ access_method: 'card', acs_user_id: 5 }, 'acs_user_id: Must be a UUID, not a number.'],
    [
      { allowed_acs_entrance_ids: ['x'], acs_user_id: 5 },
      'allowed_acs_entrance_ids[0]: Must be a UUID (8-4-4-4-12 hexadecimal digits), not "x". And 2 more.',
    ],
    [undefined, 'Must be an object, not undefined.'],
  ]) {
    const expected = `Invalid parameters for /acs/credentials/create. ${message}`;
    await assert.rejects(client.create(payload), { kind: 'invalid_input', message: expected });
  }
});

test('every seeded credential and entrance is good, and none loses anything', async () => {
  const deviations = [];
  const page = await client.list({}, { onDeviation: (deviation) => deviations.push(deviation) });
  const raw = await fetch(`${sandbox.url}/acs/credentials/list`, { headers: { authorization: 'Bearer seam_test' } });
  const { ok, ...body } = await raw.json();
  assert.equal(ok, true);
  assert.deepEqual(page, body);
  for (const credential of page.acs_credentials) {
    assert.equal(api.validate('acs_credential', credential).valid, true);
  }
  const found = deviations.flatMap(({ issues }) => issues.map(short));
  assert.ok(
    found.some((issue) => /^W enum acs_credentials\.\d+\.external_type$/.test(issue)),
    found.join('\n'),
  );
  assert.ok(
    found.some((issue) => /^W unknown acs_credentials\.\d+\.pending_mutations$/.test(issue)),
    found.join('\n'),
  );

  let entrances = 0;
  for (const { acs_credential_id } of page.acs_credentials) {
    for (const entrance of await client.listAccessibleEntrances({ acs_credential_id })) {
      assert.deepEqual(api.validate('acs_entrance', entrance).issues, []);
      entrances++;
    }
  }
  assert.ok(entrances > 0);
});

test('pages and all go through the whole list with the same parameters', async () => {
  const whole = (await client.list()).acs_credentials.map(({ acs_credential_id }) => acs_credential_id);
  const found = [];
  for await (const { acs_credential_id } of client.all({ limit: 7 })) found.push(acs_credential_id);
  assert.deepEqual(found, whole);

  const pages = client.pages({ limit: 7 });
  const first = await pages.next();
  const asked = sandbox.requests.length;
  assert.equal(first.value.acs_credentials.length, 7);
  await pages.return();
  assert.equal(sandbox.requests.length, asked, 'nothing is asked for ahead');

  const rest = [];
  for await (const page of client.pages({ limit: 7, page_cursor: first.value.pagination.next_page_cursor })) {
    rest.push(...page.acs_credentials.map(({ acs_credential_id }) => acs_credential_id));
  }
  assert.deepEqual(rest, whole.slice(7));
});

test('a repeated cursor ends the list with an error', async () => {
  await fetch(`${sandbox.url}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault: 'repeat-cursor', times: 5 }),
  });
  const read = async () => {
    for await (const page of client.pages({ limit: 5 })) assert.ok(page);
  };
  await assert.rejects(read(), { kind: 'invalid_response', message: /repeats a page cursor/ });
});

test('what a server can answer, and what becomes of it', async () => {
  for (const [fault, expected] of [
    ['401', { kind: 'unauthorized', status: 401 }],
    ['404', { kind: 'api', status: 404 }],
    ['429:7', { kind: 'api', status: 429, retryAfter: 7 }],
    ['500', { kind: 'api', status: 500 }],
    ['503', { kind: 'api', status: 503 }],
    ['html', { kind: 'api' }],
    ['html:200', { kind: 'invalid_response', status: 200 }],
    ['text', { kind: 'api', message: /^The server answered/ }],
    ['problem', { kind: 'api' }],
    ['empty', { kind: 'invalid_response', message: /empty/ }],
    ['204', { kind: 'invalid_response', status: 204 }],
    ['truncated', { kind: 'network' }],
    ['malformed', { kind: 'invalid_response' }],
    ['wrong-type', { kind: 'invalid_response' }],
    ['reset', { kind: 'network' }],
  ]) {
    await assert.rejects(withFault(fault).list(), { name: 'CredentialsError', attempts: 1, ...expected }, fault);
  }
});

test("the server's validation errors become issues at their paths", async () => {
  await assert.rejects(withFault('validation').update({ acs_credential_id: ID, code: '1234' }), (error) => {
    assert.equal(error.status, 400);
    assert.ok(error.issues.length > 1);
    assert.ok(error.issues.every(({ code, message }) => code === 'server' && message.length > 0));
    assert.ok(error.issues.some(({ path }) => path.length > 1));
    return error.kind === 'api';
  });
});

test('no answer to assign, unassign, update and delete is success', async () => {
  const { acs_credentials } = await client.list();
  const { acs_credential_id, acs_user_id } = acs_credentials.find((credential) => credential.acs_user_id);
  for (const fault of ['empty', '204']) {
    const mute = withFault(fault, { onWarning: () => {} });
    assert.equal(await mute.update({ acs_credential_id, code: '4711' }), undefined);
    assert.equal(await mute.unassign({ acs_credential_id, acs_user_id }), undefined);
    assert.equal(await mute.assign({ acs_credential_id, acs_user_id }), undefined);
  }
  assert.equal(await withFault('204').delete({ acs_credential_id }), undefined);
});

test('GET and DELETE are repeated, POST and PATCH are not', async () => {
  const fail = async (call) => {
    const before = sandbox.requests.length;
    await assert.rejects(call(withFault('503', { retries: 1 })), { status: 503 });
    return sandbox.requests.length - before;
  };
  assert.equal(await fail((broken) => broken.get({ acs_credential_id: ID })), 2);
  assert.equal(await fail((broken) => broken.delete({ acs_credential_id: ID })), 2);
  assert.equal(await fail((broken) => broken.update({ acs_credential_id: ID, code: '1234' })), 1);
  assert.equal(await fail((broken) => broken.create({ access_method: 'card', acs_user_id: ID })), 1);
});

test('a retry that succeeds is told by onResponse', async () => {
  let attempts = 0;
  const headers = () => (attempts++ === 0 ? { 'x-sandbox-fault': '500' } : {});
  const heard = [];
  await client.list({ limit: 1 }, { headers, onResponse: (response) => heard.push(response) });
  assert.deepEqual(
    heard.map(({ endpoint, status, attempts }) => [endpoint, status, attempts]),
    [
      ['/acs/credentials/list', 500, 1],
      ['/acs/credentials/list', 200, 2],
    ],
  );
});

test('a call ends when its time is over', async () => {
  const started = performance.now();
  await assert.rejects(withFault('delay:5000', { timeout: 50 }).list(), { kind: 'timeout', attempts: 1 });
  assert.ok(performance.now() - started < 2000);
});

test("a call ends with its signal's reason, whatever that is", async () => {
  for (const reason of ['bye', { my: 'object' }, new Error('mine'), 0]) {
    const controller = new AbortController();
    const headers = () => {
      setTimeout(() => controller.abort(reason)); // when the request is on its way
      return { 'x-sandbox-fault': 'delay:5000' };
    };
    const call = client.list({}, { signal: controller.signal, headers });
    await assert.rejects(call, (error) => error === reason);
    await assert.rejects(client.list({}, { signal: controller.signal }), (error) => error === reason);
  }
  const controller = new AbortController();
  controller.abort();
  await assert.rejects(client.list({}, { signal: controller.signal }), { name: 'AbortError' });
});

test('waitUntil reads until the credential is as wanted', async () => {
  const made = await client.create({ access_method: 'card', acs_user_id: await someone() });
  assert.equal(made.is_issued, false);
  const read = [];
  const issued = await client.waitUntil(made.acs_credential_id, 'issued', {
    interval: 1,
    onProgress: ({ credential, attempts }) => read.push([attempts, credential.is_issued]),
  });
  assert.equal(issued.is_issued, true);
  assert.deepEqual(read, [
    [1, false],
    [2, true],
  ]);
});

test('callbacks that throw change nothing', async (t) => {
  const logged = t.mock.method(console, 'error', () => {});
  const boom = () => {
    throw new Error('boom');
  };
  const options = { onDeviation: boom, onResponse: boom, onWarning: boom };
  assert.ok((await client.list({ nonsense: 1 }, options)).acs_credentials.length > 0);
  assert.ok((await client.list({ nonsense: 1 }, options)).acs_credentials.length > 0);
  assert.equal(logged.mock.callCount(), 3, 'each of the three is logged once');
});

test('warnings are told once on the console, unless somebody listens', async (t) => {
  const warned = t.mock.method(console, 'warn', () => {});
  const options = { endpoint: sandbox.url, apiKey: 'seam_test' };
  await api.listCredentials({ serch: 'x' }, options);
  await api.listCredentials({ serch: 'x' }, options);
  assert.equal(warned.mock.callCount(), 1);
  assert.match(warned.mock.calls[0].arguments[0], /list serch: .*Did you mean search\?/);

  const heard = [];
  await api.listCredentials({ serch: 'x' }, { ...options, onWarning: (warning) => heard.push(warning) });
  assert.deepEqual(
    heard.map(({ issues }) => issues.map(short)),
    [['W unknown serch > search']],
  );
});

test('options that are wrong are refused before any request, without telling the token', async () => {
  for (const [options, message] of [
    [{ endpoint: '/api/seam' }, /Relative ones need a page or worker that came over http/],
    [{ endpoint: 'http://example.com' }, /must be https/],
    [{ endpoint: 'http://127.evil.example.com' }, /must be https/],
    [{ endpoint: 'http://127.0.0.1.example.com' }, /must be https/],
    [{ endpoint: 'http://localhost.example.com' }, /must be https/],
    [{ endpoint: 'http://notlocalhost' }, /must be https/],
    [{ endpoint: 'ftp://localhost' }, /must be https/],
    [{ endpoint: `${sandbox.url}?a=b` }, /must not hold/],
    [{ endpoint: `${sandbox.url}#a` }, /must not hold/],
    [{ apiKey: 'seam_at_secret' }, /personalAccessToken/],
    [{ personalAccessToken: 'seam_at_secret' }, /workspaceId is required/],
    [{ apiKey: 'seam_secret\nx' }, /no header can carry/],
    [{ apiKey: 'seam_secret', clientSessionToken: 'seam_cst_secret' }, /not both/],
    [{ apiKey: '' }, /^apiKey is empty\.$/],
    [{ apiKey: 'Bearer seam_secret' }, /^apiKey is the token alone/],
    [{ apiKey: 'seam_pk_secret' }, /publishable key/],
    [{ clientSessionToken: 'seam_secret' }, /is an API key: pass it as apiKey\.$/],
    [{ personalAccessToken: 'seam_at', workspaceId: '' }, /must be the workspace's id/],
    [{ personalAccessToken: 'seam_at', workspaceId: ' ' }, /must be the workspace's id/],
    [{ personalAccessToken: 'seam_at', workspaceId: 'a\nb' }, /must be the workspace's id/],
    [{ consoleSessionToken: 'eyJ' }, /workspaceId is required with consoleSessionToken/],
    [{ headers: { 'x y': '1' } }, /headers holds a name/],
    [{ headers: ['ab'] }, /headers holds a name/],
    [{ headers: [[5, 'a']] }, /headers holds a name/],
    [{ headers: { x: 'a\nb' } }, /The header x/],
    [{ headers: { x: 'a\u0001' } }, /The header x/],
    [{ headers: { x: '€' } }, /The header x/],
    [{ headers: { x: 5 } }, /The header x/],
    [{ retries: 1.5 }, /whole number from 0 to 10/],
    [{ retries: '1' }, /whole number from 0 to 10/],
    [{ timeout: NaN }, /number of milliseconds/],
    [{ credentials: 'all' }, /"omit", "same-origin" or "include"/],
    [{ onWarning: {} }, /onWarning must be a function/],
    [{ context: 5 }, /context must be an object/],
    [{ context: { systemType: 5 } }, /context.systemType must be a string/],
    [{ headers: () => 5 }, /must be an object/],
  ]) {
    const call = api.listCredentials({}, { endpoint: sandbox.url, ...options });
    await assert.rejects(call, (error) => {
      assert.match(error.message, message);
      assert.doesNotMatch(JSON.stringify(error) + String(error) + error.stack, /secret/);
      assert.equal(error.endpoint, '/acs/credentials/list');
      return error.kind === 'invalid_options';
    });
  }
  assert.equal(sandbox.requests.length, 0);
});

test('a client session lists, and does nothing else', async () => {
  const session = { endpoint: sandbox.url, clientSessionToken: 'seam_cst_test' };
  await assert.rejects(api.getCredential({ acs_credential_id: ID }, session), {
    kind: 'invalid_options',
    message: /accepts no client session token/,
    endpoint: '/acs/credentials/get',
  });
  assert.equal(sandbox.requests.length, 0);
  assert.ok((await api.listCredentials({}, session)).acs_credentials.length > 0);
});

test('the contexts of a client and a call are put together', async () => {
  const entrances = [{ acs_entrance_id: ID, can_unlock_with_code: false }];
  const context = { systemType: 'latch_building', now: '2024-01-01T00:00:00Z', entrances };
  const bound = api.createClient({ endpoint: sandbox.url, apiKey: 'seam_test', context });
  const allowed_acs_entrance_ids = [ID];
  const ends_at = '2025-01-01T00:00:00Z';
  const payload = { access_method: 'code', acs_user_id: ID, code: '4711', ends_at, allowed_acs_entrance_ids };
  const found = (context) => bound.create(payload, { context }).catch(({ issues }) => issues.map(({ code }) => code));
  assert.deepEqual(await found({ systemType: undefined }), ['brand', 'entrance']);
  assert.deepEqual(await found({ now: '2026-01-01T00:00:00Z' }), ['past', 'brand', 'entrance']);
  assert.deepEqual(await found({ entrances: [] }), ['brand']);
});

test('requests go over https anywhere, and over http to this machine', async () => {
  for (const [endpoint, root] of [
    ['https://example.com', 'https://example.com'],
    ['https://example.com/api//', 'https://example.com/api'],
    ['http://localhost:1/', 'http://localhost:1'],
    ['http://panel.localhost', 'http://panel.localhost'],
    ['http://127.1.2.3', 'http://127.1.2.3'],
    ['http://[::1]:1', 'http://[::1]:1'],
  ]) {
    const urls = [];
    const fetch = async (url) => {
      urls.push(url);
      return Response.json({ acs_credentials: [], pagination: {} });
    };
    await api.listCredentials({}, { endpoint, fetch, headers: new Headers({ a: 'b' }) });
    assert.deepEqual(urls, [`${root}/acs/credentials/list`]);
  }
});

test('a token may hold what a header may carry, and nothing else', async () => {
  const fetch = async () => Response.json({ acs_credentials: [], pagination: {} });
  const isTaken = (options) =>
    api.listCredentials({}, { endpoint: sandbox.url, fetch, ...options }).then(Boolean, () => false);
  for (let unit = 0; unit < 0x110; unit++) {
    const value = `seam_${String.fromCharCode(unit)}a`;
    const taken = [await isTaken({ apiKey: value }), await isTaken({ headers: { x: value } })];
    const isGood = unit === 9 || (unit >= 0x20 && unit < 0x7f) || (unit >= 0x80 && unit <= 0xff);
    assert.deepEqual(taken, [isGood, isGood], `unit ${unit}`);
  }
});

test('of several mistakes in the options the first is told', async () => {
  for (const [options, message] of [
    [{ retries: -1, endpoint: 'x', apiKey: 5 }, 'options.apiKey must be a string.'],
    [{ retries: -1, fetch: 5, endpoint: 5, apiKey: 'x' }, 'apiKey must be an API key, which begins with seam_.'],
    [
      { retries: -1, fetch: 5, endpoint: 'ftp://x' },
      "options.endpoint must be https; http is for this machine and the page's own origin.",
    ],
    [{ retries: -1, endpoint: ' ' }, 'options.endpoint is empty.'],
    [{ retries: -1, context: { systemType: 5, now: 'x' } }, /^options.retries must be/],
    [{ context: { systemType: 5, now: 'x' } }, /^context.systemType must be/],
  ]) {
    await assert.rejects(api.listCredentials({}, options), { message });
  }
});

test('what objects among the options throw is a cause, and not repeated', async () => {
  const cause = new Error('seam_secret');
  const fail = () => {
    throw cause;
  };
  const failing = (name, object = {}) => Object.defineProperty(object, name, { get: fail, enumerable: true });
  const signal = { addEventListener() {}, removeEventListener() {} };
  const endpoint = sandbox.url;
  for (const options of [
    { endpoint, signal: failing('aborted', signal) },
    { endpoint, headers: failing('a') },
    { endpoint, headers: fail },
    { endpoint, context: failing('now') },
    failing('retries', { endpoint }),
  ]) {
    await assert.rejects(api.listCredentials({}, options), (error) => {
      assert.doesNotMatch(error.message + error.stack, /secret/);
      return error.kind === 'invalid_options' && error.cause === cause;
    });
  }
});

test('errors know their own kind across copies of the package', () => {
  const copy = Object.assign(new Error('x'), { [Symbol.for('acs-credentials.CredentialsError')]: true });
  assert.equal(api.isCredentialsError(copy), true);
  assert.equal(api.isCredentialsError(new Error('x')), false);
  const details = { kind: 'api', endpoint: '/e', status: 404, type: 't', requestId: 'r' };
  const error = new api.CredentialsError({ message: 'm', ...details });
  assert.equal(String(error), 'CredentialsError: m [api, /e, 404, t, request r]');
  assert.deepEqual(structuredClone({ ...error }), { ...details, issues: [] });
});

test('a token that a fetch tells is not told on', async () => {
  const fetch = (url, { headers }) => Promise.reject(new Error(`bad header: ${headers.authorization}`));
  await assert.rejects(client.get({ acs_credential_id: ID }, { fetch, retries: 0 }), (error) => {
    assert.doesNotMatch(error.message, /seam_test/);
    return error.kind === 'network';
  });
});

test('an answer whose main key is hidden behind a flood of deviations is unusable', async () => {
  const flood = Array.from({ length: 20_001 }, (_, index) => `"x${index}":${'['.repeat(102)}${']'.repeat(102)}`);
  const fetch = async () => new Response(`{${flood},"acs_credentials":5}`);
  await assert.rejects(client.list({}, { fetch }), { kind: 'invalid_response' });
});

test('waitUntil refuses half a signal', async () => {
  const signal = { addEventListener() {} };
  await assert.rejects(client.waitUntil(ID, 'issued', { signal }), { kind: 'invalid_options' });
});
