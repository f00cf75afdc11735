/** Values around a schema: good ones, good ones with a fault or two, and wild ones. */
import fc from 'fast-check';

const NEVER = [];
const one = (...values) => fc.constantFrom(...values);
const rarely = (faults, good, ...bad) =>
  faults === 0
    ? good
    : fc.oneof(
        { weight: Math.round(100 / faults), arbitrary: good },
        ...bad.map((arbitrary) => ({ weight: 1, arbitrary })),
      );

/** Any value that the schema could meet. */
export const around = (schema) =>
  fc.oneof(
    { weight: 2, arbitrary: value(schema, 0) },
    { weight: 5, arbitrary: value(schema, 1) },
    { weight: 2, arbitrary: value(schema, 8) },
    { weight: 1, arbitrary: fc.oneof(nonsense, deep) },
  );

const deep = fc
  .tuple(fc.integer({ min: 90, max: 104 }), one([], {}, 'x'), fc.boolean())
  .map(([levels, core, isArray]) => {
    let value = core;
    for (let level = 0; level < levels; level++) value = isArray ? [value] : { x: value };
    return value;
  });

const number = fc.oneof(
  fc.integer({ min: -2, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  one(0, -0, 0.5, 1, 1.0000000000000002, 0.9999999999999999, 1e21, 1.5e300, 5e-324, 2 ** 53, Number.MAX_VALUE),
);

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  one(
    '',
    ' ',
    '0',
    'true',
    'null',
    '\0',
    '"',
    '\\',
    '\u2028',
    '😀',
    '\ud800',
    'é',
    'e\u0301',
    '１２３４',
    'NaN',
    '__proto__',
  ),
);

const nonsense = fc.oneof(
  one(null, true, false, {}, [], '', 'true', 0, 1),
  number,
  text,
  fc.array(text, { maxLength: 2 }),
  fc.jsonValue({ maxDepth: 2 }),
);

const twoDigits = (number) => String(number).padStart(2, '0');
const integer = (min, max, ...edges) =>
  fc.oneof({ weight: 4, arbitrary: fc.integer({ min, max }) }, { weight: 1, arbitrary: one(min, ...edges) });

const part = (good, ...bad) => fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: one(...bad) });

const zone = fc.oneof(
  one('Z', '+00:00', '-00:00', '+23:59', '-23:59', '+02:00', '-08:00'),
  fc
    .tuple(one('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([sign, hours, minutes]) => `${sign}${twoDigits(hours)}:${twoDigits(minutes)}`),
);

const fraction = fc.oneof(
  one('', '.0', '.5', '.946514', '.000000001'),
  fc
    .integer({ min: 1, max: 40 })
    .chain((digits) => one('9'.repeat(digits), '0'.repeat(digits), '1'.repeat(digits)))
    .map((digits) => `.${digits}`),
);

const goodDateTime = fc
  .tuple(
    fc.integer({ min: 0, max: 9999 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 59 }),
    fraction,
    zone,
  )
  .map(([year, month, day, hour, minute, second, fraction, zone]) => {
    const date = [String(year).padStart(4, '0'), twoDigits(month), twoDigits(day)].join('-');
    return `${date}T${[hour, minute, second].map(twoDigits).join(':')}${fraction}${zone}`;
  });

/** Mostly good, each part with its edges, so that often just one of them is over the edge. */
const edgyDateTime = fc
  .tuple(
    part(one('2024', '2023', '1900', '2000', '0000', '9999'), '10000', '24', '-001', '２０２４'),
    part(integer(1, 12).map(twoDigits), '00', '13', '1', ' 1'),
    part(integer(1, 28, 28, 29, 30, 31).map(twoDigits), '00', '32', '1'),
    part(one('T'), 't', ' ', '\n', '\u00a0', '_', '', 'T '),
    part(integer(0, 23, 23).map(twoDigits), '24', '25', '1'),
    part(integer(0, 59, 59).map(twoDigits), '60', '61', '1'),
    part(integer(0, 59, 59).map(twoDigits), '60', '61', '6', '60.', '59,5', ''),
    fraction,
    part(zone, 'z', '', '+24:00', '+02:60', '+0530', '+05', '+5:30', '05:30', ' Z', 'Z ', '−02:00', 'UTC', 'ZZ'),
  )
  .map(
    ([year, month, day, t, hour, minute, second, fraction, zone]) =>
      `${year}-${month}-${day}${t}${hour}:${minute}:${second}${fraction}${zone}`,
  );

/** Second 60 where an offset makes it 23:59 UTC, or misses it by a minute. */
const leapSecond = fc
  .tuple(one(1, -1), fc.integer({ min: 0, max: 23 * 60 + 59 }), one(0, 0, 0, 1, -1), fraction)
  .map(([sign, offset, slip, fraction]) => {
    const day = 24 * 60;
    const local = (((day - 1 + sign * offset + slip) % day) + day) % day;
    const clock = (minutes) => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
    return `2016-12-31T${clock(local)}:60${fraction}${sign < 0 ? '-' : '+'}${clock(offset)}`;
  });

/** An hour or a minute that no clock shows, with an offset that makes it 23:59 UTC. */
const overTheClock = fc
  .tuple(
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 22 }),
    fc.integer({ min: 0, max: 61 }),
    fc.boolean(),
  )
  .map(([minute, hour, second, isHour]) =>
    isHour
      ? `2016-12-31T24:${twoDigits(minute)}:${twoDigits(second)}+00:${twoDigits(minute + 1)}`
      : `2016-12-31T${twoDigits(hour)}:60:${twoDigits(second)}+${twoDigits(hour + 1)}:01`,
  );

const goodUuid = fc.tuple(fc.uuid(), one(0, 0, 1)).map(([id, isUpper]) => (isUpper ? id.toUpperCase() : id));

const notQuiteUuid = goodUuid.chain((id) =>
  one(
    `urn:uuid:${id}`,
    `URN:UUID:${id}`,
    `{${id}}`,
    id.replaceAll('-', ''),
    `${id}\n`,
    id.replace(/./, 'g'),
    id.replace('-', '–'),
  ),
);

const digits = fc.oneof(fc.integer({ min: 0, max: 1e12 }).map(String), one('0', '0000', '1234', '0'.repeat(40)));

/** One letter added, lost or changed. */
const misspelt = (good) =>
  fc
    .tuple(good, fc.nat(40), one('', ' ', '-', '0', 'x', 'É', '\0', '\n', '٣'), fc.nat(1))
    .map(([text, at, letter, lost]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + letter + text.slice(place + lost);
    });

function string(schema, faults) {
  if (schema.enum) {
    const known = one(...schema.enum);
    const near = known.chain((text) =>
      one(text.toUpperCase(), ` ${text}`, text.replace('_', ''), text.replace('_', '-')),
    );
    return rarely(faults, known, text, near, misspelt(known));
  }
  if (schema.format === 'uuid') return rarely(faults, goodUuid, text, notQuiteUuid, misspelt(goodUuid));
  if (schema.format === 'date-time') {
    const good = fc.oneof(
      { weight: 12, arbitrary: goodDateTime },
      leapSecond,
      ...(faults === 0 ? [] : [edgyDateTime, overTheClock]),
    );
    return rarely(faults, good, text, misspelt(goodDateTime));
  }
  if (schema.pattern) return rarely(faults, digits, text, misspelt(digits));
  const some = schema.minLength ? text.filter((text) => text !== '') : text;
  return rarely(faults, some, one(''));
}

/** `faults` is roughly the share of faulty values in a hundred, on every level. */
function value(schema, faults) {
  const good = {
    object: () => object(schema, faults),
    array: () => fc.array(value(schema.items, faults), { maxLength: 3 }),
    string: () => string(schema, faults),
    boolean: () => (schema.enum ? one(...schema.enum) : fc.boolean()),
    number: () => number,
  }[schema.type]();
  const orNull = schema.nullable ? fc.oneof({ weight: 3, arbitrary: good }, one(null)) : good;
  return rarely(faults, orNull, one(null), nonsense, ...(faults > 1 ? [deep] : NEVER));
}

function object(schema, faults) {
  const names = Object.keys(schema.properties);
  const properties = Object.entries(schema.properties).map(([name, inner]) => {
    const isRequired = schema.required?.includes(name) || faults === 0;
    const present = value(inner, faults).map((value) => [[name, value]]);
    const absent = fc.constant(NEVER);
    return isRequired
      ? rarely(faults, present, absent)
      : fc.oneof({ weight: 1, arbitrary: present }, { weight: 2, arbitrary: absent });
  });
  const camel = one(...names).map((name) => name.replaceAll(/_(.)/g, (_, letter) => letter.toUpperCase()));
  const strange = fc.tuple(fc.oneof(misspelt(one(...names)), camel, text), fc.oneof(nonsense, deep, one(undefined)));
  const extra = rarely(faults, fc.constant(NEVER), fc.array(strange, { maxLength: 2 }));
  return fc.tuple(fc.nat(names.length), extra, ...properties).map(([turn, extra, ...known]) => {
    // Servers differ in the order of properties.
    const entries = [...known.slice(turn), ...known.slice(0, turn), extra].flat();
    return Object.fromEntries(entries);
  });
}
