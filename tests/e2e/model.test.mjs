/** What the demo reckons without a page, in the browser that it is for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABREAST, stageOf } from './stage.mjs';

const stage = stageOf();

/** Runs a function, which imports what it asks for, in the page. */
async function inPage(t, run, given) {
  const { page, server } = await stage.enter(t);
  await page.goto(server.url);
  return page.evaluate(run, given);
}

describe('the model', ABREAST, () => {
  /** What the field has, the zone, and what is sent. */
  const WALLS = [
    ['2026-08-01T12:00', 'Europe/Paris', '2026-08-01T12:00:00+02:00'],
    ['2026-12-01T12:00', 'America/Denver', '2026-12-01T12:00:00-07:00'],
    ['9999-12-31T23:59', 'Europe/Paris', '9999-12-31T23:59:00+01:00'],
    // An hour that is skipped is the hour after it, on both sides of Greenwich.
    ['2027-03-14T02:30', 'America/Denver', '2027-03-14T02:30:00-07:00'],
    ['2027-03-28T02:30', 'Europe/Paris', '2027-03-28T02:30:00+01:00'],
    // Of an hour that is there twice it is the first.
    ['2026-11-01T01:30', 'America/Denver', '2026-11-01T01:30:00-06:00'],
    ['2026-10-25T02:30', 'Europe/Paris', '2026-10-25T02:30:00+02:00'],
    ['202612-12-05T12:00', 'Europe/Paris', '202612-12-05T12:00'],
    ['', 'Europe/Paris', ''],
  ];
  test('sends a time on the wall with its zone', async (t) => {
    const sent = await inPage(
      t,
      async (walls) => {
        const { fromWall } = await import('/js/forms/zones.js');
        return walls.map(([wall, zone]) => [wall, zone, fromWall(wall, zone)]);
      },
      WALLS,
    );
    assert.deepEqual(sent, WALLS);
  });

  test('shows no time that a field could not hold, and offers none', async (t) => {
    const shown = await inPage(t, async () => {
      const { checkOutAfter, toWall } = await import('/js/forms/zones.js');
      const far = ['+010000-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', 'soon', ''];
      return [...far.map((text) => toWall(text, 'Asia/Tokyo')), checkOutAfter('9999-12-31T12:00:00Z', 'Asia/Tokyo')];
    });
    assert.deepEqual(shown, ['', '', '', '', '']);
  });

  const ID = '33333333-3333-3333-3333-333333333333';
  const refusal = (type) => JSON.stringify({ error: { type, message: 'Not there' }, ok: false });
  /** Which credential is asked for, status and body of the answer, and what is said of it. */
  const WORDS = [
    [ID, 404, refusal('acs_credential_not_found'), 'It no longer exists.'],
    [ID, 410, 'Not there', 'It no longer exists.'],
    [ID, 404, 'Not there', 'The server has nothing at this address.'],
    [ID, 404, refusal('acs_user_not_found'), 'The server refused it.'],
    [ID, 200, '{"acs_credential":5}', 'The server’s answer makes no sense.'],
    ['3333', 200, '', 'This link leads to no credential.'],
  ];
  test('tells what is gone from what was never there', async (t) => {
    const told = await inPage(
      t,
      async (words) => {
        const { createClient } = await import('acs-credentials');
        const { explain } = await import('/js/model/failure.js');
        const titleOf = async ([acs_credential_id, status, body]) => {
          const fetch = async () => new Response(body, { status });
          const error = await createClient({ endpoint: '/api/seam', fetch })
            .get({ acs_credential_id })
            .catch((error) => error);
          return [acs_credential_id, status, body, explain(error).title];
        };
        return Promise.all(words.map(titleOf));
      },
      WORDS,
    );
    assert.deepEqual(told, WORDS);
  });

  /** Orders by validity, with days from now; what never ends has none. */
  const ORDERS = [
    ['validity', [1, 30, undefined, -1, -400]],
    ['-validity', [undefined, 30, 1, -1, -400]],
  ];
  test('puts what has ended behind what still opens doors', async (t) => {
    const found = await inPage(
      t,
      async (orders) => {
        const { sorted } = await import('/js/model/sort.js');
        const now = Date.now();
        const endOf = (days) => days && new Date(now + days * 86_400_000).toISOString();
        const credentials = [-400, 30, undefined, -1, 1].map((days) => ({ days, ends_at: endOf(days) }));
        return orders.map(([sort]) => [sort, sorted(credentials, sort, { now }).map(({ days }) => days)]);
      },
      ORDERS,
    );
    assert.deepEqual(found, ORDERS);
  });
});
