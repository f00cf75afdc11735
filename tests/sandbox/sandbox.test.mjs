/** The sandbox proven over HTTP: every endpoint, every fault, CORS, files and their security policy. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { seed } from './seed/seed.mjs';
import { readFault } from './faults.mjs';
import { startSandbox } from './server.mjs';

const NOW = new Date('2026-08-01T12:00:00.000Z');
const NOBODY = '33333333-3333-3333-3333-333333333333';
const KEY = { authorization: 'Bearer seam_test_1' };
const IMPORT_MAP = '{ "imports": { "acs-credentials": "/pkg/index.js" } }';

const hotel = seed(NOW);
const systemOf = (type) => hotel.systems.find(({ external_type }) => external_type === type).acs_system_id;
const userNamed = (name) => hotel.users.find(({ full_name }) => full_name === name);
const credentialNamed = (name) =>
  hotel.credentials.find(({ credential }) => credential.display_name === name).credential.acs_credential_id;

let folder;
let sandbox;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  await mkdir(join(folder, 'www'));
  await mkdir(join(folder, 'pkg'));
  await writeFile(join(folder, 'www/index.html'), `<script type="importmap">${IMPORT_MAP}</script><p>Hello</p>`);
  await writeFile(join(folder, 'www/app.js'), 'export {};');
  await writeFile(join(folder, 'pkg/core.wasm'), new Uint8Array([0, 97, 115, 109]));
  await writeFile(join(folder, 'secret.txt'), 'not yours');
  sandbox = await startSandbox({ now: () => NOW, www: join(folder, 'www'), pkg: join(folder, 'pkg') });
});
after(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => send('POST', '/_sandbox/reset'));

const send = (method, path, { headers, body } = {}) => fetch(sandbox.url + path, { method, headers, body });

/** One API call: parameters in the query or in the body, as the method wants. */
async function call(method, endpoint, params = {}, headers = KEY) {
  const inQuery = method === 'GET' || method === 'DELETE';
  const path = `/acs/${endpoint}${inQuery ? `?${new URLSearchParams(params)}` : ''}`;
  const json = inQuery ? {} : { body: JSON.stringify(params), headers: { 'content-type': 'application/json' } };
  const response = await send(method, path, { ...json, headers: { ...json.headers, ...headers } });
  assert.match(response.headers.get('seam-request-id'), /^[\da-f-]{36}$/);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

const credentials = (method, endpoint, params, headers) => call(method, `credentials/${endpoint}`, params, headers);

async function good(...args) {
  const { status, body } = await credentials(...args);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.ok, true);
  return body;
}

async function refused(expectedStatus, type, ...args) {
  const { status, body } = await credentials(...args);
  assert.deepEqual([status, body.error?.type, body.ok], [expectedStatus, type, false]);
  return body.error;
}

const card = { access_method: 'card', acs_user_id: userNamed('Łukasz Wójcik').acs_user_id };

describe('create', () => {
  test('a code is issued at once, a missing one is made', async () => {
    const user = userNamed('Nguyễn Thị Hạnh');
    const { acs_credential: given } = await good('POST', 'create', {
      access_method: 'code',
      acs_user_id: user.acs_user_id.toUpperCase(),
      code: '73011',
      starts_at: '2026-08-02T15:00:00.123456Z',
      ends_at: '2026-08-05T11:00:00+02:00',
    });
    assert.equal(given.code, '73011');
    assert.equal(given.is_issued, true);
    assert.equal(given.starts_at, '2026-08-02T15:00:00.123456Z');
    assert.equal(given.external_type, 'brivo_credential');
    assert.equal(given.user_identity_id, user.user_identity_id);
    const { acs_credential: made } = await good('POST', 'create', {
      access_method: 'code',
      acs_user_id: user.acs_user_id,
    });
    assert.match(made.code, /^\d{6}$/);
    const { acs_credential: next } = await good('POST', 'create', {
      access_method: 'code',
      acs_user_id: user.acs_user_id,
      code: '73011',
    });
    assert.equal(next.warnings[0].warning_code, 'requested_code_unavailable');
    assert.equal(next.warnings[0].original_code, '73011');
    assert.equal(next.warnings[0].new_code, next.code);
  });

  test('a card waits until its second read', async () => {
    const entrance = hotel.entrances.find(({ display_name }) => display_name === 'Room 101').acs_entrance_id;
    const { acs_credential } = await good('POST', 'create', {
      ...card,
      allowed_acs_entrance_ids: [entrance],
      visionline_metadata: { card_format: 'rfid48', override: true, auto_join: true },
    });
    const { acs_credential_id } = acs_credential;
    const read = async () => (await good('GET', 'get', { acs_credential_id })).acs_credential;
    assert.equal(acs_credential.is_issued, false);
    assert.equal(acs_credential.warnings[0].warning_code, 'waiting_to_be_issued');
    assert.deepEqual(acs_credential.visionline_metadata.guest_acs_entrance_ids, [entrance]);
    assert.equal((await read()).is_issued, false);
    const issued = await read();
    assert.deepEqual([issued.is_issued, issued.warnings, issued.issued_at], [true, [], NOW.toISOString()]);
    const { acs_entrances } = await good('GET', 'list_accessible_entrances', { acs_credential_id });
    assert.deepEqual(
      acs_entrances.map(({ display_name }) => display_name),
      ['Room 101'],
    );
  });

  test('for a user identity in a system, with unknown properties dropped', async () => {
    const { user_identity_id, acs_user_id } = userNamed('Þórunn Jónsdóttir');
    const { acs_credential } = await good('POST', 'create', {
      access_method: 'mobile_key',
      user_identity_id,
      acs_system_id: systemOf('hotek_site'),
      is_multi_phone_sync_credential: true,
      cardFormat: 'TLCode',
    });
    assert.equal(acs_credential.acs_user_id, acs_user_id);
    assert.equal(acs_credential.is_multi_phone_sync_credential, true);
    assert.equal('cardFormat' in acs_credential, false);
  });

  test('every problem has its place in validation_errors', async () => {
    const error = await refused(400, 'invalid_input', 'POST', 'create', {
      acs_user_id: 'urn:uuid:33333333-3333-3333-3333-333333333333',
      allowed_acs_entrance_ids: [NOBODY, 7],
      code: '12a',
      ends_at: '2026-08-05 11:00:00Z',
      starts_at: '2026-02-30T11:00:00Z',
      visionline_metadata: { override: 'yes', card_format: 'other' },
    });
    const at = (message) => ({ _errors: [message] });
    assert.deepEqual(error.validation_errors, {
      _errors: [],
      access_method: at('Required'),
      acs_user_id: at('Invalid uuid'),
      allowed_acs_entrance_ids: { _errors: [], 1: at('Expected string, received number') },
      code: at('must match pattern "^\\d+$"'),
      ends_at: at('Invalid datetime'),
      starts_at: at('Invalid datetime'),
      visionline_metadata: {
        _errors: [],
        override: at('Expected boolean, received string'),
        card_format: at("Invalid enum value. Expected 'TLCode' | 'rfid48', received 'other'"),
      },
    });
  });

  const bad = [
    ['no receiver', { acs_user_id: undefined }, 400, 'acs_user_id'],
    ['an identity without system', { acs_user_id: undefined, user_identity_id: NOBODY }, 400, 'acs_user_id'],
    ['null', { acs_user_id: null }, 400, 'acs_user_id'],
    ['an end before the start', { starts_at: '2026-08-05T11:00:00Z', ends_at: '2026-08-04T11:00:00Z' }, 400, 'ends_at'],
    [
      'an end that is the start',
      { starts_at: '2026-08-05T11:00:00Z', ends_at: '2026-08-05T11:00:00Z' },
      400,
      'ends_at',
    ],
    ['an end in the past', { ends_at: '2026-08-01T12:00:00Z' }, 400, 'ends_at'],
    ['an end in a second that was one too many', { ends_at: '2016-12-31T23:59:60Z' }, 400, 'ends_at'],
    ['an unknown user', { acs_user_id: NOBODY }, 404, 'acs_user_not_found'],
    ['an unknown system', { acs_system_id: NOBODY }, 404, 'acs_system_not_found'],
    ['an unknown manager', { credential_manager_acs_system_id: NOBODY }, 404, 'acs_system_not_found'],
    ['an unknown entrance', { allowed_acs_entrance_ids: [NOBODY] }, 404, 'acs_entrance_not_found'],
    [
      'an unknown identity',
      { acs_user_id: undefined, user_identity_id: NOBODY, acs_system_id: systemOf('pti_site') },
      404,
      'user_identity_not_found',
    ],
  ];
  for (const [name, change, status, expected] of bad)
    test(`refuses ${name}`, async () => {
      const { body, ...answer } = await credentials('POST', 'create', { ...card, ...change });
      assert.equal(answer.status, status);
      if (status === 404) assert.equal(body.error.type, expected);
      else assert.equal(body.error.validation_errors[expected]._errors.length, 1);
    });
});

describe('one credential', () => {
  const acs_credential_id = credentialNamed('Hạnh – front door');
  const zoe = userNamed("Zoë O'Brien");

  for (const method of ['GET', 'POST'])
    test(`get by ${method}`, async () => {
      const { acs_credential } = await good(method, 'get', { acs_credential_id, _strict: true });
      assert.equal(acs_credential.code, '5519');
      await refused(404, 'acs_credential_not_found', method, 'get', { acs_credential_id: NOBODY });
      await refused(400, 'invalid_input', method, 'get', { acs_credential_id: 'x' });
      await refused(400, 'invalid_input', method, 'get');
    });

  for (const method of ['PATCH', 'POST']) {
    test(`assign and unassign by ${method}`, async () => {
      const { acs_user_id, user_identity_id } = zoe;
      const assigned = await good(method, 'assign', { acs_credential_id, acs_user_id });
      assert.equal(assigned.acs_credential.acs_user_id, acs_user_id);
      assert.equal(assigned.acs_credential.is_latest_desired_state_synced_with_provider, false);
      const free = await good(method, 'unassign', { acs_credential_id, acs_user_id });
      assert.equal('acs_user_id' in free.acs_credential, false);
      const again = await good(method, 'assign', { acs_credential_id, user_identity_id });
      assert.equal(again.acs_credential.user_identity_id, user_identity_id);
      for (const endpoint of ['assign', 'unassign']) {
        const both = { acs_credential_id, acs_user_id, user_identity_id };
        const error = await refused(400, 'invalid_input', method, endpoint, both);
        assert.equal(error.validation_errors.user_identity_id._errors.length, 1);
        await refused(404, 'acs_user_not_found', method, endpoint, { acs_credential_id, acs_user_id: NOBODY });
        await refused(404, 'user_identity_not_found', method, endpoint, {
          acs_credential_id,
          user_identity_id: NOBODY,
        });
        await refused(404, 'acs_credential_not_found', method, endpoint, { acs_credential_id: NOBODY, acs_user_id });
      }
    });

    test(`update by ${method}, in sync again after two reads`, async () => {
      const ends_at = '2026-09-01T10:00:00.000001Z';
      const { acs_credential } = await good(method, 'update', { acs_credential_id, code: '9081', ends_at });
      assert.deepEqual([acs_credential.code, acs_credential.ends_at], ['9081', ends_at]);
      await good('GET', 'get', { acs_credential_id });
      const read = await good('GET', 'get', { acs_credential_id });
      assert.equal(read.acs_credential.is_latest_desired_state_synced_with_provider, true);
      await refused(404, 'acs_credential_not_found', method, 'update', { acs_credential_id: 'not even a uuid' });
      await refused(400, 'invalid_input', method, 'update', { acs_credential_id: '' });
      await refused(400, 'invalid_input', method, 'update', { acs_credential_id, ends_at: '2020-01-01T00:00:00Z' });
    });
  }

  test('a change issues nothing that waits or has failed', async () => {
    for (const name of ['Second card for Room 101', 'Luggage gate – Maria']) {
      const acs_credential_id = credentialNamed(name);
      await good('PATCH', 'update', { acs_credential_id, ends_at: '2026-09-01T10:00:00Z' });
      await good('GET', 'get', { acs_credential_id });
      const { acs_credential } = await good('GET', 'get', { acs_credential_id });
      assert.equal(acs_credential.is_latest_desired_state_synced_with_provider, true);
      assert.deepEqual([acs_credential.is_issued, acs_credential.issued_at], [false, null], name);
    }
  });

  test('what waits from the beginning is issued in the end, when one asks for it often enough', async () => {
    const issuedAfter = async (name, reads) => {
      const acs_credential_id = credentialNamed(name);
      const answers = [];
      for (let left = reads; left > 0; left--) {
        const { acs_credential } = await good('GET', 'get', { acs_credential_id });
        answers.push(acs_credential.is_issued);
      }
      return answers.indexOf(true) + 1;
    };
    assert.equal(await issuedAfter('Next stay', 9), 6);
    assert.equal(await issuedAfter('Luggage gate – Maria', 9), 0, 'what has failed is not');
    const listed = await good('GET', 'list', { search: 'Phone key for Room 102' });
    assert.equal(listed.acs_credentials[0].is_issued, false);
  });

  for (const method of ['DELETE', 'POST'])
    test(`delete by ${method}`, async () => {
      assert.deepEqual(await good(method, 'delete', { acs_credential_id }), { ok: true });
      await refused(404, 'acs_credential_not_found', 'GET', 'get', { acs_credential_id });
      await refused(404, 'acs_credential_not_found', method, 'delete', { acs_credential_id });
    });

  for (const method of ['GET', 'POST'])
    test(`list_accessible_entrances by ${method}: without allowed ones, all that open by the method`, async () => {
      const { acs_entrances, ...rest } = await good(method, 'list_accessible_entrances', { acs_credential_id });
      assert.deepEqual(rest, { ok: true });
      assert.deepEqual(
        acs_entrances.map(({ display_name }) => display_name),
        ['Office Front Door'],
      );
      await refused(404, 'acs_credential_not_found', method, 'list_accessible_entrances', {
        acs_credential_id: NOBODY,
      });
    });
});

describe('list', () => {
  const total = hotel.credentials.length;
  const names = ({ acs_credentials }) => acs_credentials.map(({ display_name }) => display_name);

  test('without parameters: everything on one page, newest first', async () => {
    const { acs_credentials, pagination } = await good('GET', 'list');
    assert.equal(acs_credentials.length, total);
    assert.deepEqual(pagination, { has_next_page: false, next_page_cursor: null, next_page_url: null });
    const dates = acs_credentials.map(({ created_at }) => Date.parse(created_at));
    assert.deepEqual(
      dates,
      dates.toSorted((a, b) => b - a),
    );
  });

  const filters = [
    [{ acs_system_id: systemOf('hotek_site') }, ({ acs_system_id }) => acs_system_id === systemOf('hotek_site')],
    [{ acs_user_id: card.acs_user_id }, ({ acs_user_id }) => acs_user_id === card.acs_user_id],
    [
      { user_identity_id: userNamed('Amélie Dubois').user_identity_id, is_multi_phone_sync_credential: true },
      ({ display_name }) => display_name === 'Room 101 – second phone',
    ],
    [{ created_before: '2026-05-01T00:00:00Z' }, ({ created_at }) => created_at < '2026-05'],
    [{ created_before: '2026-04-30T23:59:60Z' }, ({ created_at }) => created_at < '2026-05'],
    [{ is_multi_phone_sync_credential: false }, ({ access_method }) => access_method !== 'mobile_key'],
    [{ search: '9081' }, () => false],
    [{ search: '5519' }, ({ code }) => code === '5519'],
    [{ search: 'ÞÓRUNN' }, ({ external_type }) => external_type === 'hotek_card'],
    [{ search: 'amelie & co' }, () => false],
    [{ acs_user_id: NOBODY }, () => false],
  ];
  for (const [params, belongs] of filters)
    test(`filter ${JSON.stringify(params)}`, async () => {
      const expected = hotel.credentials.map(({ credential }) => credential).filter(belongs);
      for (const method of ['GET', 'POST']) {
        const found = await good(method, 'list', params);
        assert.deepEqual(names(found), expected.map(({ display_name }) => display_name).reverse());
      }
    });

  test('pages give everything once, also when something is created in between', async () => {
    const seen = [];
    let page_cursor = '';
    do {
      const page = await good('GET', 'list', { limit: 7, page_cursor, _strict: true });
      seen.push(...names(page));
      page_cursor = page.pagination.next_page_cursor;
      const url = page.pagination.next_page_url && new URL(page.pagination.next_page_url);
      assert.equal(url?.searchParams.get('page_cursor'), page_cursor ?? undefined);
      await good('POST', 'create', card);
    } while (page_cursor);
    assert.equal(seen.length, total);
    assert.equal(new Set(seen).size, total);
  });

  test('a cursor belongs to its parameters', async () => {
    const { pagination } = await good('POST', 'list', { limit: 3, search: 'é', page_cursor: null });
    const page_cursor = pagination.next_page_cursor;
    await good('GET', 'list', { page_cursor, search: 'é', limit: 3 });
    await good('GET', 'list', Object.fromEntries(new URL(pagination.next_page_url).searchParams));
    await refused(400, 'mismatched_page_parameters', 'GET', 'list', { limit: 4, search: 'é', page_cursor });
    for (const wrong of ['made up', btoa('null'), btoa('123'), btoa('[]')])
      await refused(400, 'invalid_input', 'GET', 'list', { page_cursor: wrong });
  });

  const bad = [
    ['limit', '0'],
    ['limit', '1.5'],
    ['limit', 'many'],
    ['limit', ''],
    ['search', ''],
    ['acs_user_id', ''],
    ['created_before', '2026-05-01'],
    ['is_multi_phone_sync_credential', 'maybe'],
  ];
  for (const [name, value] of bad)
    test(`refuses ${name}=${value}`, async () => {
      const error = await refused(400, 'invalid_input', 'GET', 'list', { [name]: value });
      assert.equal(error.validation_errors[name]._errors.length, 1);
    });

  for (const [what, key] of [
    ['systems', 'acs_systems'],
    ['users', 'acs_users'],
    ['entrances', 'acs_entrances'],
  ])
    test(`the read-only list of ${what}`, async () => {
      for (const method of ['GET', 'POST']) {
        const { status, body } = await call(method, `${what}/list`);
        assert.deepEqual([status, body], [200, JSON.parse(JSON.stringify({ [key]: hotel[what], ok: true }))]);
      }
      const { body } = await call('GET', `${what}/list`, { acs_system_id: systemOf('akiles_organization') });
      assert.equal(body[key].length, what === 'systems' ? hotel.systems.length : 1);
    });
});

describe('the wire', () => {
  test('who may ask', async () => {
    await refused(401, 'unauthorized', 'GET', 'list', {}, {});
    await refused(401, 'unauthorized', 'GET', 'list', {}, { authorization: 'Bearer other' });
    await refused(401, 'unauthorized', 'GET', 'list', {}, { authorization: 'Bearer eyJ.x.y' });
    await good('GET', 'list', {}, { authorization: 'Bearer eyJ.x.y', 'seam-workspace': NOBODY });
    await refused(401, 'unauthorized', 'GET', 'list', {}, { authorization: 'Bearer seam_at1_x' });
    await good('GET', 'list', {}, { authorization: 'Bearer seam_at1_x', 'seam-workspace': NOBODY });
    await refused(401, 'unauthorized', 'GET', 'list', {}, { authorization: 'Bearer seam_pk1_x' });
    const session = { authorization: 'Bearer seam_cst1_x' };
    await good('GET', 'list', {}, session);
    await refused(401, 'unauthorized', 'POST', 'create', card, session);
    assert.equal((await call('GET', 'systems/list', {}, session)).status, 200);
    const throughProxy = await send('GET', '/api/seam/acs/credentials/list?limit=1');
    assert.match((await throughProxy.json()).pagination.next_page_url, /\/api\/seam\/acs\/credentials\/list\?limit=1&/);
  });

  test('wrong methods, types, bodies and paths', async () => {
    await refused(405, 'method_not_allowed', 'GET', 'create');
    await refused(405, 'method_not_allowed', 'DELETE', 'update');
    const post = (body, type) =>
      send('POST', '/acs/credentials/get', { body, headers: { ...KEY, ...(type && { 'content-type': type }) } });
    assert.equal((await (await post('a=1')).json()).error.type, 'invalid_content_type');
    const broken = await post('{"a":', 'application/json; charset=utf-8');
    assert.deepEqual(
      [broken.status, broken.headers.get('content-type'), await broken.text()],
      [400, 'text/plain; charset=utf-8', 'Invalid JSON'],
    );
    for (const [body, received] of [
      ['[]', 'array'],
      ['null', 'null'],
      ['"x"', 'string'],
    ]) {
      const { error } = await (await post(body, 'application/json')).json();
      assert.deepEqual(error.validation_errors, { _errors: [`Expected object, received ${received}`] });
    }
    const unknown = await send('GET', '/acs/credentials/other', { headers: KEY });
    assert.deepEqual([unknown.status, await unknown.text()], [404, '404']);
  });

  test('requests are kept as they came', async () => {
    await send('GET', '/api/seam/acs/credentials/list?limit=2&search=front+door+%26+co&_strict=true');
    await credentials('POST', 'create', { access_method: 'card', nonsense: [1] });
    const shown = await (await send('GET', '/_sandbox/requests')).json();
    assert.deepEqual(
      sandbox.requests.map(({ method, path, query, body }) => ({ method, path, query, body })),
      [
        {
          method: 'GET',
          path: '/acs/credentials/list',
          query: { limit: '2', search: 'front door & co', _strict: 'true' },
          body: undefined,
        },
        {
          method: 'POST',
          path: '/acs/credentials/create',
          query: {},
          body: { access_method: 'card', nonsense: [1] },
        },
      ],
    );
    assert.equal(shown[0].url, '/api/seam/acs/credentials/list?limit=2&search=front+door+%26+co&_strict=true');
    assert.equal(shown[1].headers.authorization, KEY.authorization);
    assert.equal(shown[1].text, '{"access_method":"card","nonsense":[1]}');
    await send('DELETE', '/_sandbox/requests');
    assert.deepEqual(sandbox.requests, []);
  });

  test('CORS', async () => {
    const preflight = await send('OPTIONS', '/acs/credentials/update', {
      headers: { origin: 'http://elsewhere.test', 'access-control-request-method': 'PATCH' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
    assert.match(preflight.headers.get('access-control-allow-methods'), /\bPATCH\b.*\bDELETE\b/);
    assert.equal(
      preflight.headers.get('access-control-allow-headers'),
      'authorization, content-type, accept, seam-workspace, seam-sdk-name, seam-sdk-version, client-session-token, seam-publishable-key, x-sandbox-fault',
    );
    const { headers } = await credentials('GET', 'list', {}, {});
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.equal(headers.get('access-control-expose-headers'), 'seam-request-id, retry-after');
    const proxied = await send('GET', '/api/seam/acs/credentials/list');
    assert.equal(proxied.headers.get('access-control-allow-origin'), null);
    assert.deepEqual(
      sandbox.requests.map(({ method }) => method),
      ['GET', 'GET'],
    );
  });
});

describe('faults', () => {
  const fault = (name, method = 'GET', endpoint = 'list', params = {}) =>
    credentials(method, endpoint, params, { ...KEY, 'x-sandbox-fault': name });
  const LIST_COUNT = hotel.credentials.length;
  const created = async () => (await good('GET', 'list')).acs_credentials.length - LIST_COUNT;

  const instead = [
    ['401', 401, 'unauthorized'],
    ['expired', 401, 'client_session_expired'],
    ['workspace', 403, 'unauthorized_workspace'],
    ['404', 404, 'acs_credential_not_found'],
    ['429', 429, 'rate_limit_exceeded'],
    ['429:7', 429, 'rate_limit_exceeded', '7'],
    ['500', 500, 'internal_server_error'],
    ['503', 503, 'service_unavailable'],
    ['503:1', 503, 'service_unavailable', '1'],
    ['validation', 400, 'invalid_input'],
  ];
  for (const [name, status, type, retryAfter = null] of instead)
    test(name, async () => {
      const answer = await fault(name, 'POST', 'create', card);
      assert.deepEqual([answer.status, answer.body.error.type, answer.body.ok], [status, type, false]);
      assert.equal(answer.headers.get('retry-after'), retryAfter);
      assert.equal(await created(), 0);
    });

  const bodies = [
    ['html', 502, 'text/html; charset=utf-8', /^<!doctype html>/],
    ['html:200', 200, 'text/html; charset=utf-8', /^<!doctype html>/],
    ['text', 400, 'text/plain; charset=utf-8', /^Invalid JSON$/],
    ['problem', 403, 'application/problem+json', /^\[object Object\]$/],
    ['empty', 200, 'application/json; charset=utf-8', /^$/],
    ['204', 204, null, /^$/],
  ];
  for (const [name, status, type, body] of bodies)
    test(name, async () => {
      const answer = await fault(name);
      assert.deepEqual([answer.status, answer.headers.get('content-type')], [status, type]);
      assert.match(String(answer.body), body);
    });

  test('validation has messages at every depth', async () => {
    const { validation_errors } = (await fault('validation')).body.error;
    assert.equal(validation_errors.visionline_metadata.joiner_acs_credential_ids[1]._errors.length, 2);
  });

  test('wrong-type', async () => {
    const { acs_credentials, ok } = (await fault('wrong-type')).body;
    assert.deepEqual([acs_credentials, ok], ['not what was promised', true]);
  });

  test('redirect', async () => {
    const headers = { ...KEY, 'x-sandbox-fault': 'redirect' };
    const answer = await fetch(`${sandbox.url}/acs/credentials/list`, { headers, redirect: 'manual' });
    assert.deepEqual([answer.status, answer.headers.get('location')], [302, '/login']);
  });

  test('cors', async () => {
    const { status, headers } = await fault('cors');
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, 'https://elsewhere.test']);
  });

  test('newer and older', async () => {
    const [plain, newer, older] = await Promise.all([good('GET', 'list'), fault('newer'), fault('older')]);
    const [first] = plain.acs_credentials;
    const { connected_account_id, ...without } = first;
    assert.ok(connected_account_id);
    const renewed = { ...first, access_method: 'palm', from_a_newer_server: { is_new: true } };
    assert.deepEqual(newer.body.acs_credentials[0], renewed);
    assert.deepEqual(newer.body.pagination, plain.pagination);
    assert.deepEqual(older.body.acs_credentials[0], without);
    assert.equal(older.body.pagination, undefined);
    const one = (await fault('newer', 'GET', 'get', { acs_credential_id: first.acs_credential_id })).body;
    assert.equal(one.acs_credential.access_method, 'palm');
  });

  test('all are listed', async () => {
    const list = await (await send('GET', '/_sandbox/')).text();
    const names = Array.from(list.matchAll(/^ {2}(\S+) +\S/gm), ([, name]) => name);
    assert.equal(names.length, 23);
    for (const name of names) assert.ok(readFault(name === 'delay' ? 'delay:1' : name), name);
  });

  test('repeat-cursor', async () => {
    const first = (await fault('repeat-cursor')).body.pagination.next_page_cursor;
    const second = (await fault('repeat-cursor', 'GET', 'list', { page_cursor: first })).body;
    assert.deepEqual([second.pagination.has_next_page, second.pagination.next_page_cursor], [true, first]);
    assert.equal(second.acs_credentials.length, LIST_COUNT);
    const inBody = (await fault('repeat-cursor', 'POST', 'list', { page_cursor: first })).body;
    assert.equal(inBody.pagination.next_page_cursor, first);
  });

  const raw = (name) =>
    send('POST', '/acs/credentials/create', {
      body: JSON.stringify(card),
      headers: { ...KEY, 'content-type': 'application/json', 'x-sandbox-fault': name },
    });

  test('malformed', async () => {
    const answer = await raw('malformed');
    assert.equal(answer.status, 200);
    await assert.rejects(answer.json(), SyntaxError);
    assert.equal(await created(), 1);
  });

  test('truncated: the headers and half of the body arrive', async () => {
    const answer = await raw('truncated');
    assert.equal(answer.status, 200);
    await assert.rejects(answer.text(), TypeError);
    assert.equal(await created(), 1);
  });

  test('reset: nothing arrives, though the work is done', async () => {
    await assert.rejects(raw('reset'), (error) => error.cause.code === 'ECONNRESET');
    assert.equal(await created(), 1);
  });

  test('delay', async () => {
    const start = performance.now();
    assert.equal((await fault('delay:60')).status, 200);
    assert.ok(performance.now() - start >= 55);
  });

  test('a delayed answer that nobody waits for is dropped', async () => {
    const signal = AbortSignal.timeout(20);
    const headers = { ...KEY, 'x-sandbox-fault': 'delay:60000' };
    await assert.rejects(fetch(`${sandbox.url}/acs/credentials/list`, { headers, signal }), { name: 'TimeoutError' });
    await good('GET', 'list');
  });

  for (const name of ['html:42', 'text:1000', 'unheard-of'])
    test(`there is no ${name}`, async () => {
      const answer = await fault(name);
      assert.deepEqual([answer.status, answer.body], [400, `unknown fault: ${name}; GET /_sandbox/ lists them`]);
    });

  test('queued: for the next matching requests', async () => {
    const queue = (value) =>
      send('POST', '/_sandbox/faults', {
        body: JSON.stringify(value),
        headers: { 'content-type': 'application/json' },
      });
    await queue({ fault: '500', times: 2, path: '/acs/credentials/list' });
    await queue({ fault: '429:1' });
    assert.deepEqual(await (await send('GET', '/_sandbox/faults')).json(), [
      { fault: '500', times: 2, path: '/acs/credentials/list' },
      { fault: '429:1', times: 1 },
    ]);
    const statuses = [];
    for (const path of ['users', 'credentials', 'credentials', 'credentials'])
      statuses.push((await call('GET', `${path}/list`)).status);
    assert.deepEqual(statuses, [429, 500, 500, 200]);
    await queue({ fault: 'html' });
    await send('DELETE', '/_sandbox/faults');
    await good('GET', 'list');
    assert.equal((await queue({ fault: 'no such' })).status, 400);
    assert.equal((await queue({ fault: 'html', times: 'x' })).status, 400);
    assert.equal((await fault('delay')).status, 400);
    assert.equal((await fault('constructor')).status, 400);
  });
});

describe('files', () => {
  test('a page has a strict policy that lets its import map in', async () => {
    const page = await send('GET', '/');
    const hash = createHash('sha256').update(IMPORT_MAP).digest('base64');
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.equal(
      page.headers.get('content-security-policy'),
      "default-src 'none'; " +
        `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'; ` +
        "style-src 'self'; img-src 'self' data:; connect-src 'self' https://connect.getseam.com http://127.0.0.1:* http://localhost:*; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    assert.match(await page.text(), /<p>Hello<\/p>$/);
  });

  for (const library of [
    'lit-html/lit-html.js',
    'lit-html/directives/repeat.js',
    'signals-core.js',
    'virtual-core/index.js',
  ])
    test(`the library ${library}, ready for a browser`, async () => {
      const response = await send('GET', `/lib/${library}`);
      assert.deepEqual(
        [response.status, response.headers.get('content-type')],
        [200, 'text/javascript; charset=utf-8'],
      );
      const script = await response.text();
      assert.match(script, /export/);
      assert.doesNotMatch(script, /process\.env/);
    });

  for (const path of ['axe-core/axe.js', 'lit-html/../msw/package.json', 'lit-html/%2e%2e/msw/package.json', 'signals'])
    test(`nothing else of the libraries: ${path}`, async () =>
      assert.equal((await send('GET', `/lib/${path}`)).status, 404));

  test('types, and nothing outside the folders', async () => {
    const script = await send('GET', '/app.js?v=1');
    assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
    const wasm = await send('GET', '/pkg/core.wasm');
    assert.equal(wasm.headers.get('content-type'), 'application/wasm');
    assert.deepEqual(new Uint8Array(await wasm.arrayBuffer()), new Uint8Array([0, 97, 115, 109]));
    for (const path of ['/%2e%2e/secret.txt', '/..%2fsecret.txt', '/pkg/%2e%2e%2fsecret.txt', '/%', '/none.js', '/pkg'])
      assert.equal((await send('GET', path)).status, 404, path);
    assert.equal((await send('HEAD', '/app.js')).headers.get('content-length'), '10');
    assert.equal((await send('POST', '/app.js')).status, 405);
  });
});

describe('the command', () => {
  const start = async () => {
    const script = fileURLToPath(new URL('server.mjs', import.meta.url));
    const child = spawn(process.execPath, [script, '--port', '0', '--issue-after-reads', '0', '--exit-with-parent']);
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
    return { child, ended: once(child, 'exit'), url: /^sandbox on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line)[1] };
  };

  test('serves, and ends when its parent goes', async () => {
    const { child, ended, url } = await start();
    const { acs_credential } = await (
      await fetch(`${url}/acs/credentials/create`, {
        method: 'POST',
        headers: { ...KEY, 'content-type': 'application/json' },
        body: JSON.stringify(card),
      })
    ).json();
    assert.equal(acs_credential.is_issued, true);
    child.stdin.end();
    assert.deepEqual(await ended, [0, null]);
  });

  for (const signal of ['SIGTERM', 'SIGINT'])
    test(`ends on ${signal}`, async () => {
      const { child, ended } = await start();
      child.kill(signal);
      assert.deepEqual(await ended, [0, null]);
    });
});
