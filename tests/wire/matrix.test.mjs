import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import * as api from 'acs-credentials';
import { ENGINES, visit } from '../e2e/engines.mjs';
import { MOMENTS, ON_THE_WAY, REASONS, RETRY_AFTER, abortId, tryAborts } from './aborts.mjs';
import { brief, makeCalls } from './calls.mjs';
import { crowdAnswer, tryCrowd } from './crowd.mjs';
import { ROWS, WELL } from './rows.mjs';
import { CREDENTIAL, LAST_PAGE } from './samples.mjs';
import { startWire } from './server.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };
const page = (pagination) => JSON.stringify({ acs_credentials: [CREDENTIAL], pagination, ok: true });

/** The server's part in each moment of an abort; where there is none, no request may come. */
const ABORTED = {
  'while the server thinks': { moment: 'silence' },
  'during the body': { status: 200, headers: JSON_TYPE, body: page(LAST_PAGE), moment: 'stall' },
  'by onResponse, before a retry': { status: 503, headers: { 'retry-after': RETRY_AFTER } },
  'during the wait for a retry': { status: 503, headers: { 'retry-after': RETRY_AFTER } },
  'while an early page is on its way': [
    { status: 200, headers: JSON_TYPE, body: page({ ...LAST_PAGE, has_next_page: true, next_page_cursor: 'next' }) },
    { moment: 'silence' },
  ],
  'between two reads of waitUntil': {
    status: 200,
    headers: JSON_TYPE,
    body: JSON.stringify({ acs_credential: CREDENTIAL }),
  },
  'in a predicate of waitUntil': {
    status: 200,
    headers: JSON_TYPE,
    body: JSON.stringify({ acs_credential: CREDENTIAL }),
  },
};

const answers = new Map([...ROWS, WELL].map(({ id, answers }) => [id, answers]));

function answerOf(id) {
  const [kind, number] = id.split('-');
  if (kind === 'abort') return ABORTED[Object.keys(MOMENTS)[number]] ?? { moment: 'silence' };
  if (kind === 'crowd') return crowdAnswer(Number(number), CREDENTIAL);
  if (kind === 'worker') return { status: 401 };
  return answers.get(id);
}

const given = ROWS.map(({ id, method, params, options }) => ({ id, method, params, options }));

/** Where engines differ from what a row expects, and why. Each changes what is found and what is wanted alike. */
const QUIRKS = [
  {
    why: 'browsers tell nothing of a redirect, not even its status',
    engines: ['chromium', 'firefox', 'webkit'],
    rows: /: (30\d|redirected)/,
    forget: ({ error }) => {
      delete error.status;
      delete error.requestId;
    },
    expect: ({ heard }) => heard.forEach((response) => (response[0] = 0)),
  },
  {
    why: 'Firefox by itself repeats a GET whose connection was reset, up to ten times',
    engines: ['firefox'],
    rows: /^(get|list): .*reset/,
    forget: (outcome) => {
      delete outcome.requests;
      delete outcome.heard;
      delete outcome.error?.attempts;
    },
  },
];

const plain = (value) => JSON.parse(JSON.stringify(value)); // without what is undefined

/** What was found in an engine and what was wanted, of the row number `index`. */
function compare(row, outcome, requests, engine) {
  const found = plain({ ...outcome, requests });
  const wanted = plain({ ...row.expected, isWell: true });
  if ('value' in row.expected) wanted.value = brief(row.expected.value);
  if (wanted.error && found.error) {
    const { error } = wanted;
    // A row names the part of the message that matters, and the issues that the server sent.
    if (found.error.message.includes(error.message ?? '')) error.message = found.error.message;
    if (error.kind === 'invalid_response' || error.message?.includes('broke off')) delete found.error.issues;
    else error.issues ??= [];
    if (error.status) error.requestId = row.id;
  }
  for (const { engines, rows, forget, expect } of QUIRKS) {
    if (!engines.includes(engine) || !rows.test(row.name)) continue;
    forget(found);
    forget(wanted);
    expect?.(wanted);
  }
  return [found, wanted];
}

function judge(outcomes, wire, engine) {
  const wrong = [];
  for (const [index, row] of ROWS.entries()) {
    const [found, wanted] = compare(row, outcomes[index], wire.requests(row.id), engine);
    if (isDeepStrictEqual(found, plain(wanted))) continue;
    wrong.push(`${row.name}\n  found  ${JSON.stringify(found)}\n  wanted ${JSON.stringify(wanted)}`);
  }
  assert.equal(wrong.length, 0, `${wrong.length} of ${ROWS.length} rows\n${wrong.join('\n')}`);
}

/** The tests that are the same wherever the calls are made. */
async function judgeAll(t, { outcomes, aborts, crowd, unhandled }, wire, engine) {
  await t.test(`${ROWS.length} rows`, () => judge(outcomes, wire, engine));
  await t.test(`${Object.keys(aborts).length} aborts`, async () => {
    assert.deepEqual(
      Object.entries(aborts).filter(([, result]) => result !== 'good'),
      [],
    );
    for (const [moment, reason] of Object.keys(MOMENTS).flatMap((moment) =>
      Object.keys(REASONS).map((reason) => [moment, reason]),
    )) {
      const id = abortId(moment, reason);
      if (ON_THE_WAY.includes(moment)) await wire.letGo(id, t.signal);
      else if (!ABORTED[moment] && moment !== 'at once') assert.equal(wire.requests(id), 0, `${moment}: ${reason}`);
    }
  });
  await t.test('a crowd, half of it aborted', () => assert.deepEqual(crowd, []));
  await t.test('no rejection that nobody handles', () => assert.deepEqual(unhandled, []));
}

let wire;
before(async () => (wire = await startWire(answerOf)));
after(() => wire.close());

test('there are enough rows, and each is there once', () => {
  assert.ok(ROWS.length >= 150);
  assert.equal(new Set(ROWS.map(({ name }) => name)).size, ROWS.length);
});

test('in Node', { timeout: 120_000 }, async (t) => {
  const unhandled = [];
  const hear = (reason) => unhandled.push(String(reason));
  process.on('unhandledRejection', hear);
  t.after(() => process.off('unhandledRejection', hear));
  const outcomes = await makeCalls(api, wire.url, given);
  const aborts = await tryAborts(api, wire.url);
  const crowd = await tryCrowd(api, wire.url);
  await judgeAll(t, { outcomes, aborts, crowd, unhandled }, wire, 'node');
});

for (const engine of Object.keys(ENGINES)) {
  test(`in ${engine}`, { timeout: 120_000 }, async (t) => {
    const own = await startWire(answerOf);
    t.after(() => own.close());
    const results = await visit(engine, `${own.url}/page/index.html`, { given, signal: t.signal });
    await judgeAll(t, results, own, engine);
    await t.test('in a worker', () => assert.deepEqual(results.worker, [1, 'unauthorized', 401]));
  });
}
