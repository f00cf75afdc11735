/** What the sandbox holds: the seed in every state and brand, and the crowd that fills it up. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { seed } from './seed/seed.mjs';
import { startSandbox } from './server.mjs';

const NOW = new Date('2026-08-01T12:00:00.000Z');
const spec = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
const ajv = addFormats(new Ajv({ strict: false, discriminator: true, allErrors: true }));
ajv.addSchema(spec, 'openapi');
const check = (name) => ajv.compile({ $ref: `openapi#/components/schemas/${name}` });

const UNDOCUMENTED = [
  'Congress office PIN',
  'Garden gate – family',
  'Hạnh – face at the door',
  'Room 102 – family phones',
];

describe('the seed', () => {
  const sent = JSON.parse(JSON.stringify(seed(NOW)));
  const all = sent.credentials.map(({ credential }) => credential);

  test('is the same for the same moment', () => assert.deepEqual(seed(NOW), seed(new Date(NOW))));

  test('fits the OpenAPI, but for what is meant not to', () => {
    const isGood = check('acs_credential');
    const misfits = all.filter((credential) => !isGood(credential)).map(({ display_name }) => display_name);
    assert.deepEqual(misfits.toSorted(), UNDOCUMENTED);
    const isGoodEntrance = check('acs_entrance');
    for (const entrance of sent.entrances) assert.ok(isGoodEntrance(entrance), JSON.stringify(isGoodEntrance.errors));
  });

  test('holds every state and every brand', () => {
    const { oneOf } = spec.components.schemas.acs_credential.properties.warnings.items;
    const known = oneOf.map(({ properties }) => properties.warning_code.enum[0]);
    const shown = new Set(all.flatMap(({ warnings }) => warnings.map(({ warning_code }) => warning_code)));
    for (const warning_code of known) assert.ok(shown.has(warning_code), warning_code);
    const brands = Object.keys(spec.components.schemas.acs_entrance.properties).filter((key) => /_metadata$/.test(key));
    assert.equal(brands.length, 11);
    for (const brand of brands)
      assert.ok(
        sent.entrances.some((entrance) => entrance[brand]),
        brand,
      );
    const states = {
      'waiting to be issued': ({ is_issued }) => is_issued === false,
      'with errors': ({ errors }) => errors.length > 1,
      'not in sync': (one) => one.is_latest_desired_state_synced_with_provider === false,
      expired: ({ ends_at }) => Date.parse(ends_at) < NOW,
      unassigned: ({ acs_user_id }) => !acs_user_id,
      'exact to the microsecond': ({ created_at }) => /\.\d{6}Z$/.test(created_at),
      'with nulls': ({ code, issued_at }) => code === null && issued_at === null,
      'with pending mutations': ({ pending_mutations }) => pending_mutations,
      'without connected account': ({ connected_account_id }) => !connected_account_id,
    };
    for (const [name, state] of Object.entries(states)) assert.ok(all.some(state), name);
    const ids = [...all.map((one) => one.acs_credential_id), ...sent.users.map((one) => one.acs_user_id)];
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('a crowd', () => {
  const SIZE = 10_000;
  const crowded = seed(NOW, SIZE);
  const all = crowded.credentials.map(({ credential }) => credential);

  test('is the same for the same moment and size', () => assert.deepEqual(seed(NOW, SIZE), crowded));

  test('has as many as wanted, the seed among them, each with its own id and every holder known', () => {
    assert.equal(new Set(all.map(({ acs_credential_id }) => acs_credential_id)).size, SIZE);
    const names = new Set(all.map(({ display_name }) => display_name));
    for (const { credential } of seed(NOW).credentials) assert.ok(names.has(credential.display_name));
    const users = new Set(crowded.users.map(({ acs_user_id }) => acs_user_id));
    assert.equal(users.size, crowded.users.length);
    for (const { acs_user_id } of all) assert.ok(acs_user_id === undefined || users.has(acs_user_id));
    assert.equal(seed(NOW, 3).credentials.length, seed(NOW).credentials.length);
  });

  test('is spread over brands, methods and states, and fits the OpenAPI', () => {
    const isGood = check('acs_credential');
    const misfits = JSON.parse(JSON.stringify(all)).filter((credential) => !isGood(credential));
    assert.equal(misfits.length, UNDOCUMENTED.length);
    for (const { acs_system_id } of crowded.systems)
      assert.ok(all.filter((one) => one.acs_system_id === acs_system_id).length > SIZE / 50);
    const states = [
      ({ ends_at }) => Date.parse(ends_at) < NOW,
      ({ starts_at }) => Date.parse(starts_at) > NOW,
      ({ is_issued }) => !is_issued,
      ({ warnings }) => warnings.length,
      ({ errors }) => errors.length,
      ({ acs_user_id }) => !acs_user_id,
      ({ display_name }) => /\p{Script=Arabic}|\p{Script=Han}|\p{Script=Greek}/u.test(display_name),
    ];
    for (const state of states) assert.ok(all.filter(state).length > SIZE / 200, String(state));
  });

  test('is listed page by page, newest first', async (t) => {
    const here = await startSandbox({ now: () => NOW, credentials: SIZE });
    t.after(() => here.close());
    const seen = [];
    let cursor = '';
    do {
      const query = new URLSearchParams({ limit: 500, page_cursor: cursor });
      const { acs_credentials, pagination } = await (
        await fetch(`${here.url}/api/seam/acs/credentials/list?${query}`)
      ).json();
      seen.push(...acs_credentials.map(({ acs_credential_id }) => acs_credential_id));
      cursor = pagination.next_page_cursor;
    } while (cursor);
    assert.deepEqual(seen, all.map(({ acs_credential_id }) => acs_credential_id).reverse());
  });
});
