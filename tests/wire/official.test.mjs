/** The same calls by this package and by Seam's own client, against a server that records them. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { SeamHttp } from '@seamapi/http';
import { createClient } from 'acs-credentials';

const A = '33333333-3333-3333-3333-333333333333';
const B = 'ABCDEFAB-cdef-4abc-8def-ABCDEFabcdef';
const AWKWARD = 'ü€😀 ~*-._+%20 &=?#/\\\'"<>()!@:;,[]{}|^`$\u007f\u0000\n\t';

/** Method and parameters of each call. */
const CALLS = [
  ['assign', { acs_credential_id: A, acs_user_id: B }],
  ['assign', { user_identity_id: B, acs_credential_id: A }],
  ['unassign', { acs_credential_id: A, acs_user_id: B }],
  ['unassign', { acs_credential_id: A, user_identity_id: B }],
  ['create', { access_method: 'card', acs_user_id: A }],
  ['create', { access_method: 'code', acs_user_id: A, code: '0042', allowed_acs_entrance_ids: [] }],
  ['create', { access_method: 'code', user_identity_id: A, acs_system_id: B, code: undefined }],
  ['create', { access_method: 'mobile_key', acs_user_id: A, is_multi_phone_sync_credential: true }],
  ['create', { access_method: 'card', acs_user_id: A, allowed_acs_entrance_ids: [A, B] }],
  ['create', { access_method: 'card', acs_user_id: A, starts_at: new Date(0), ends_at: new Date(1e14) }],
  ['create', { access_method: 'card', acs_user_id: A, ends_at: '2099-12-31T23:59:59.123456789+02:00' }],
  [
    'create',
    {
      access_method: 'card',
      acs_user_id: A,
      visionline_metadata: { override: false, joiner_acs_credential_ids: [B], card_format: 'rfid48' },
      salto_space_metadata: { assign_new_key: true },
      hotek_metadata: {},
    },
  ],
  [
    'create',
    { unknown: { deep: [1, -0, 1e21, 1e-7, null, AWKWARD, { a: [] }] }, access_method: 'card', acs_user_id: A },
  ],
  ['create', { access_method: 'card', acs_user_id: A, note: 'lone \ud800 surrogate \u2028' }],
  ['update', { acs_credential_id: A, code: '1234' }],
  ['update', { acs_credential_id: AWKWARD, ends_at: '2099-01-01T00:00:00Z' }],
  ['update', { acs_credential_id: A, code: '1234', ends_at: new Date(4e12) }],
  ['delete', { acs_credential_id: A }],
  ['delete', { acs_credential_id: B, unknown: AWKWARD }],
  ['get', { acs_credential_id: A }],
  ['get', { acs_credential_id: B, reason: undefined }],
  ['listAccessibleEntrances', { acs_credential_id: A }],
  ['list', undefined],
  ['list', {}],
  ['list', { page_cursor: null }],
  ['list', { limit: 10, acs_user_id: A, search: 'front door & co', page_cursor: null, acs_system_id: B }],
  ['list', { search: AWKWARD }],
  ['list', { search: ' ' }],
  ['list', { search: 'lone \ud800 surrogate' }],
  ['list', { search: undefined }],
  ['list', { page_cursor: 'eyJhIjoxfQ+/==' }],
  ['list', { limit: 1e21 }],
  ['list', { limit: 9007199254740991 }],
  ['list', { created_before: '2025-06-19T21:08:08.946514Z' }],
  ['list', { created_before: new Date(1e12) }],
  ['list', { is_multi_phone_sync_credential: false }],
  ['list', { is_multi_phone_sync_credential: true, user_identity_id: B }],
  ['list', { unknown: ['a', 1, true, 'a'], other: { b: { d: 1 }, a: 'x' }, nothing: [], empty: {} }],
  ['list', { Z: 1, a: 2, é: 3, '😀': 4, '\uffff': 5, _strict: 6, 'a b': 7, '': 8 }],
  ['list', { _strict: false }],
  ['list', { zero: -0, small: 1e-7, half: 0.5 }],
];

/** Headers in which the two differ, and why. All others must be alike. */
const HEADERS = {
  accept: 'axios asks for JSON first; the API knows nothing else, so ours leaves it to fetch',
  'user-agent': 'axios names itself; ours leaves it to the environment',
  'seam-sdk-name': 'names their client',
  'seam-sdk-version': 'names their client',
};

/** Calls that the two treat differently on purpose: what each of them sends, or nothing. */
const DIFFERENCES = [
  {
    why: 'a dot in an unknown name: theirs throws, ours sends it with a warning, as any unknown property',
    call: ['list', { 'a.b': 1 }],
    ours: 'GET /acs/credentials/list?a.b=1&_strict=true',
  },
  {
    why: 'an empty string or null in an unknown list: theirs throws, ours sends what can be said',
    call: ['list', { unknown: ['', null, 'a'] }],
    ours: 'GET /acs/credentials/list?unknown=&unknown=&unknown=a&_strict=true',
  },
  {
    why: 'null has no meaning but for page_cursor: ours refuses it',
    call: ['list', { search: null }],
    theirs: 'GET /acs/credentials/list?search=&_strict=true',
  },
  {
    why: 'an empty search has no meaning: ours refuses it, theirs lists everything',
    call: ['list', { search: '' }],
    theirs: 'GET /acs/credentials/list',
  },
  {
    why: 'BigInt is no JSON number: ours refuses it',
    call: ['list', { limit: 5n }],
    theirs: 'GET /acs/credentials/list?limit=5&_strict=true',
  },
  {
    why: 'what is plainly wrong is refused before it is sent',
    call: ['get', { acs_credential_id: 'no uuid' }],
    theirs: 'GET /acs/credentials/get?acs_credential_id=no+uuid&_strict=true',
  },
];

/** Each kind of token. */
const TOKENS = [
  { apiKey: 'seam_key_1' },
  { clientSessionToken: 'seam_cst1_x' },
  { personalAccessToken: 'seam_at1_x', workspaceId: A },
  { consoleSessionToken: 'eyJ.x', workspaceId: A },
];

let server;
let endpoint;
let recorded;
before(async () => {
  server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    recorded.push({ line: `${method} ${url}`, headers, body: (await buffer(request)).toString('latin1') });
    response.setHeader('content-type', 'application/json');
    response.end('{"acs_credential":{},"acs_credentials":[],"acs_entrances":[],"ok":true}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  endpoint = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});

const ours = (token) => createClient({ endpoint, ...token, onWarning: () => {} });
const theirs = (token) => new SeamHttp({ endpoint, ...token }).acs.credentials;

/** What a client sends for a call, if it sends anything. */
async function sent(client, [method, params]) {
  recorded = [];
  // A refusal by the client itself is no request, which is what counts.
  await Promise.resolve()
    .then(() => client[method](params))
    .catch(() => {});
  assert.ok(recorded.length <= 1, 'nothing is sent twice');
  return recorded[0];
}

const named = ([method, params]) => `${method} ${inspect(params, { breakLength: Infinity, depth: 0 })}`;

/** The headers that must be alike. */
const common = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !(name in HEADERS)));

test(`${CALLS.length} calls are alike, byte for byte`, async (t) => {
  const [our, their] = [ours(TOKENS[0]), theirs(TOKENS[0])];
  for (const call of CALLS) {
    await t.test(named(call), async () => {
      const [found, wanted] = [await sent(our, call), await sent(their, call)];
      assert.equal(found.line, wanted.line);
      assert.equal(found.body, wanted.body);
      assert.deepEqual(common(found.headers), common(wanted.headers));
    });
  }
});

test('all eight endpoints are compared', () => {
  assert.equal(new Set(CALLS.map(([method]) => method)).size, 8);
});

test('each kind of token has the same headers', async () => {
  for (const token of TOKENS) {
    const [found, wanted] = [await sent(ours(token), ['list']), await sent(theirs(token), ['list'])];
    assert.deepEqual(common(found.headers), common(wanted.headers));
  }
});

test('the headers that differ do differ: the list is not out of date', async () => {
  const [found, wanted] = [await sent(ours(TOKENS[0]), ['list']), await sent(theirs(TOKENS[0]), ['list'])];
  for (const name of Object.keys(HEADERS)) assert.notEqual(found.headers[name], wanted.headers[name], name);
});

for (const difference of DIFFERENCES) {
  test(difference.why, async () => {
    assert.equal((await sent(ours(TOKENS[0]), difference.call))?.line, difference.ours);
    assert.equal((await sent(theirs(TOKENS[0]), difference.call))?.line, difference.theirs);
  });
}
