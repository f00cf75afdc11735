/**
 * How payloads are learnt: how often, and what teaches nothing, such as clocks that move and values that lie. What is told is in
 * known.test.mjs. The files are inside the package, so they are imported themselves.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from 'acs-credentials';
import * as glue from '../../pkg/glue_bg.js';
import { numberOf } from '../../pkg/models.js';
import { id } from './rows.mjs';

validate('create', {}); // starts the module

/** What the module itself says. */
const reportOn = (model, value) => glue.validate(numberOf(model), value);
const codes = (model, value) => validate(model, value).issues.map(({ code }) => code);

let judges = 0;

/** A `judge` that knows no form, and learns from the next payload on. */
async function freshJudge() {
  const { judge } = await import(`../../pkg/accept.js?${judges++}`);
  for (const model of ['update', 'create']) judge(model, {});
  return judge;
}

test('the first payload teaches nothing, the second does, and then no more is done than to read one', () => {
  const readings = (name, value) =>
    [1, 2, 3, 4].map(() => {
      let times = 0;
      const payload = {
        get [name]() {
          times += 1;
          return value;
        },
      };
      assert.deepEqual(validate('list', payload), reportOn('list', { [name]: value }));
      return times;
    });
  assert.deepEqual(readings('created_before', '2091-01-01T00:00:00Z'), [2, 3, 1, 1]);
  // Of the same form, in another zone.
  assert.deepEqual(readings('created_before', '2091-01-01T00:00:00+09:30'), [1, 1, 1, 1]);
  // Has no form, and goes onto a tape.
  assert.deepEqual(readings('created_before', '2092-02-29T00:00:00Z'), [2, 2, 2, 2]);
  // A mistake, which is taken note of, then learnt, and then known.
  assert.deepEqual(readings('created_before', 'some day'), [3, 3, 1, 1]);
  // Quoted, but it stands for itself alone.
  assert.deepEqual(readings('acs_user_id', 'nobody at all'), [3, 3, 1, 1]);
  assert.deepEqual(readings('limit', -5.5), [3, 3, 1, 1]);
  // Its form is that of others which the report would not quote.
  assert.deepEqual(readings('acs_user_id', '12345'), [3, 2, 2, 2]);
});

test('a stream of forms that are all new is seldom learnt, and forms that come again pay for others', async () => {
  const judge = await freshJudge();
  let forms = 0;
  /** How many of so many new forms have been read once more than to find and judge them. */
  const learnt = (count) => {
    let times = 0;
    for (let number = 0; number < count; number++) {
      let readings = 0;
      const payload = {
        get [`x${forms++}`]() {
          readings += 1;
          return true;
        },
      };
      assert.equal(judge('create', payload).issues[0].code, 'unknown');
      times += readings > 2 ? 1 : 0;
    }
    return times;
  };
  assert.equal(learnt(64), 64);
  assert.equal(learnt(900), 100);
  for (let times = 0; times < 200; times++) judge('create', {});
  assert.equal(learnt(64), 64);
});

test('what lies ahead now does so no longer when the clock has gone on, or back', (t) => {
  const start = Date.UTC(2090, 0, 1, 0, 0, 30);
  t.mock.timers.enable({ apis: ['Date'], now: start });
  for (const seconds of [0, 50, 59, 60, 61, 80, 600, 86_400, -86_400, -600, 5]) {
    t.mock.timers.setTime(start + 1000 * seconds);
    for (const delta of [-1e8, -120_000, -60_000, -1, 0, 1, 30_000, 60_000, 119_999, 120_000, 1e8]) {
      const ends_at = new Date(start + 1000 * seconds + delta).toISOString();
      for (let times = 0; times < 3; times++) {
        const found = codes('update', { acs_credential_id: id(3), ends_at });
        assert.deepEqual(found, delta > 0 ? [] : ['past'], `${seconds} ${delta}`);
      }
    }
  }
});

test('a time without a fraction, which as text stands behind one of the same second, is not taken for later', (t) => {
  const start = Date.UTC(2090, 0, 1, 0, 0, 0, 900);
  t.mock.timers.enable({ apis: ['Date'], now: start });
  for (const later of [59_500, 119_500, 179_500]) {
    t.mock.timers.setTime(start);
    for (const times of [1, 2, 3])
      assert.deepEqual(codes('update', { acs_credential_id: id(3), ends_at: '2091-01-01T00:00:00Z' }), [], times);
    t.mock.timers.setTime(start + later);
    const ends_at = `${new Date(start + later).toISOString().slice(0, 19)}Z`;
    assert.deepEqual(codes('update', { acs_credential_id: id(3), ends_at }), ['past'], later);
  }
});

/** With another clock: one that shows each of these in turn, and then the last one for ever. */
function atClock(readings, look) {
  const { now } = Date;
  let reading = 0;
  Date.now = () => readings[Math.min(reading++, readings.length - 1)];
  try {
    return look();
  } finally {
    Date.now = now;
  }
}

test('a clock that moves meanwhile, or shows no time, or one of years with other than four digits', async () => {
  const minute = Date.UTC(2090, 0, 1, 10, 5);
  const payload = (ends_at) => ({ acs_credential_id: id(3), code: '123456', ends_at });
  const clocks = [
    [minute - 2, minute - 2, minute],
    [minute - 2, minute - 2, minute - 2, minute],
    ...[1, 2, 3].map((at) =>
      Array(5)
        .fill(minute + 600_000)
        .with(at, undefined),
    ),
    ...[1, 2, 3].map((at) =>
      Array(5)
        .fill(minute + 600_000)
        .with(at, null),
    ),
    [minute - 2, minute - 2, minute + 600_000],
    [minute - 2, minute - 2, minute - 2, minute + 600_000, 0],
    [minute + 600_000, minute + 600_000, minute - 2, minute + 600_000],
    [Date.UTC(10_000, 0, 1)],
    [Date.UTC(-1, 0, 1)],
    [8.64e15],
    [NaN],
    [new Date(minute).toISOString()],
    [undefined],
  ];
  for (const clock of clocks) {
    for (const milliseconds of [-1, 0, 1, 5, 300_000]) {
      const judge = await freshJudge();
      const ends_at = new Date(minute + milliseconds).toISOString();
      for (const given of [ends_at, '2020-01-01T00:00:00.000Z']) {
        atClock(clock, () => judge('update', payload(given)));
        for (const past of ['2000-01-01T10:04:59.999Z', '2021-01-01T00:00:00.000Z']) {
          const { issues } = judge('update', payload(past));
          assert.deepEqual(
            issues.map(({ code }) => code),
            ['past'],
            `${clock} ${given}`,
          );
        }
      }
    }
  }
  const ends = (year) => payload(`${year}-12-28T10:00:00.000Z`);
  for (const times of [1, 2]) {
    atClock([Date.UTC(10_000, 0, 1)], () => assert.deepEqual(codes('update', ends('9999')), ['past'], times));
    atClock([Date.UTC(-1, 0, 1)], () => assert.deepEqual(codes('update', ends('0000')), [], times));
  }
});

test('a clock that shows a date, not a number', async () => {
  const judge = await freshJudge();
  const start = Date.UTC(2090, 0, 1, 0, 0, 0, 900);
  const found = (ends_at) =>
    judge('update', { acs_credential_id: id(3), code: '12345678', ends_at }).issues.map(({ code }) => code);
  for (const now of [start, start + 61_000, start + 122_000]) {
    atClock([new Date(now)], () => {
      assert.deepEqual(found('2091-01-01T00:00:00.000Z'), []);
      assert.deepEqual(found(new Date(now - 400).toISOString()), ['past']);
    });
  }
});

test('a class of dates that says what it likes teaches nothing', () => {
  const { Date: Real } = globalThis;
  globalThis.Date = class extends Real {
    constructor() {
      super('2095-01-01T00:00:00Z');
    }
  };
  const payload = (ends_at) => ({ acs_credential_id: id(3), code: '1234567', ends_at });
  try {
    // After more than a minute, so that the clock is looked at anew.
    atClock([Real.now() + 1e6], () => validate('update', payload('2090-01-01T00:00:00Z')));
  } finally {
    globalThis.Date = Real;
  }
  assert.deepEqual(codes('update', payload('2000-01-01T00:00:00Z')), ['past']);
});

test('what says something else each time it is read teaches nothing', () => {
  const ids = Array.from('12345678', id);
  for (let lie = 1; lie < ids.length; lie++) {
    // Of a form that is new each time.
    const rest = { acs_user_id: id(3), allowed_acs_entrance_ids: ids.slice(0, lie) };
    let times = 0;
    const liar = {
      get access_method() {
        return ++times === lie ? 'guest' : 'cloud_key';
      },
      ...rest,
    };
    validate('create', liar);
    validate('create', liar);
    assert.equal(validate('create', { access_method: 'guest', ...rest }).valid, false, `a lie in reading ${lie}`);
  }
});

test('a time is not taken for a mistake, since another moment makes another one of it', () => {
  const payload = (ends_at) => ({ acs_credential_id: id(4), code: '123456789', ends_at });
  const look = (text) => {
    for (const time of [1, 2, 3, 4]) assert.deepEqual(codes('update', payload(text)), ['past'], `${text} ${time}`);
    atClock([Date.UTC(1990, 0, 1)], () => assert.deepEqual(codes('update', payload(text)), [], text));
  };
  for (const text of ['2000-01-01T00:00:00.5Z', '2000-02-29T00:00:00+02:00', '1998-12-31T23:59:60Z']) {
    // Says that it is no time, and is one when it is taken note of.
    for (let lies = 1; lies < 4; lies++) {
      let readings = 0;
      const liar = {
        acs_credential_id: id(4),
        get ends_at() {
          return ++readings > lies ? text : '2000-13-01T00:00:00Z';
        },
      };
      validate('update', liar);
      look(text);
    }
    // In an engine that knows no such time, beside a mistake.
    const { parse } = Date;
    Date.parse = () => NaN;
    try {
      for (let times = 0; times < 3; times++) validate('update', { code: 'never this', ...payload(text) });
      validate('update', { ...payload(text), acs_credential_id: `never ${text}` });
    } finally {
      Date.parse = parse;
    }
    look(text);
  }
});

test('what gives everything a property while it is read teaches nothing', () => {
  for (let reading = 1; reading < 6; reading++) {
    let readings = 0;
    let given = 0;
    // Of a form that is new each time, so that it is told to nobody but the module.
    const rest = { allowed_acs_entrance_ids: Array.from('12345678', id).slice(reading) };
    const evil = {
      ...rest,
      get acs_user_id() {
        if (++readings === reading) {
          let times = 0;
          const get = () => (++times === 1 ? 'card' : 'guest');
          Object.defineProperty(Object.prototype, 'access_method', { get, enumerable: true, configurable: true });
        }
        return id(3);
      },
      // When it is no longer given, it is inherited.
      get access_method() {
        return ++given < reading ? 'card' : undefined;
      },
    };
    try {
      validate('create', evil);
    } finally {
      delete Object.prototype.access_method;
    }
    const honest = { ...rest, acs_user_id: id(3), access_method: 'guest' };
    assert.equal(validate('create', honest).valid, false, `in reading ${reading}`);
  }
});

test('a getter that checks another payload does not disturb what is said of this one', () => {
  const starts_at = '2090-03-05T00:00:00Z';
  const good = { access_method: 'code', acs_user_id: id(3), starts_at, code: '1234', ends_at: '2090-04-01T00:00:00Z' };
  assert.equal(validate('create', good).valid, true);
  const disturbing = {
    access_method: 'code',
    acs_user_id: id(3),
    starts_at,
    get code() {
      validate('update', { acs_credential_id: id(3), ends_at: '2090-01-01T00:00:00Z' });
      return '1234';
    },
    ends_at: '2090-02-01T00:00:00Z',
  };
  assert.deepEqual(codes('create', disturbing), ['order']);
});

const NO_GC = !globalThis.gc && 'needs --expose-gc';

test('a mistake that was cut out of a long text does not keep it', { skip: NO_GC }, () => {
  const used = () => {
    globalThis.gc();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  for (let file = 0; file < 40; file++) {
    const text = JSON.parse(JSON.stringify(`somebody of file ${file},`.padEnd(1_000_000, 'x')));
    const [acs_user_id] = text.split(',');
    for (let times = 0; times < 3; times++) validate('create', { access_method: 'card', acs_user_id });
  }
  assert.ok(used() - before < 10_000_000, `${used() - before} bytes`);
});
