/**
 * The package and ajv look at the same values, and say the same of them but for a written list.
 *
 * ACS_RUNS sets the number of values in all, ACS_SEED repeats a run.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parseJson, validate } from 'acs-credentials';
import fc from 'fast-check';
import { around } from './arbitraries.mjs';
import { DIFFERENCES, RULES, places } from './differences.mjs';
import { oracle, pointer } from './oracle.mjs';
import { PAYLOADS, SCHEMAS } from './schemas.mjs';

const RUNS = Number(process.env.ACS_RUNS ?? 104_000);
const SEED = Number(process.env.ACS_SEED ?? Date.now() % 2 ** 31);

const told = { cases: 0, good: 0, issues: 0 };
const used = new Map(DIFFERENCES.map(({ name }) => [name, 0]));

/** What the package has to say, made of what ajv says and the list: `error uuid /acs_user_id`. */
function expected(model, value, errors) {
  const use = (difference, said) => {
    used.set(difference.name, used.get(difference.name) + 1);
    return said;
  };
  const lines = [];
  const found = new Map();
  for (const place of places(SCHEMAS.get(model), value, errors)) {
    found.set(place.path, place.found);
    for (const difference of DIFFERENCES) {
      const added = difference.adds?.({ ...place, model });
      if (!added || added.length === 0) continue;
      for (const [severity, code, name] of use(difference, Array.isArray(added[0]) ? added : [added])) {
        lines.push(`${severity} ${code} ${name === undefined ? place.path : pointer(place.path, name)}`);
      }
    }
  }
  for (const [path, code] of errors) {
    const issue = { model, isPayload: PAYLOADS.includes(model), path, code, found: found.get(path) };
    const difference = DIFFERENCES.find((difference) => difference.changes?.(issue) !== undefined);
    const severity = difference ? use(difference, difference.changes(issue)) : 'error';
    if (severity !== null) lines.push(`${severity} ${code} ${path}`);
  }
  // Names that differ in broken surrogates only are one name in UTF-8.
  return [...new Set(lines)].sort();
}

const line = ({ severity, code, path }) => `${severity} ${code} ${path.reduce(pointer, '')}`;
const shape = (report) =>
  report.issues
    .filter(({ code }) => !RULES.has(code))
    .map(line)
    .sort();

function compare(model, value) {
  const report = validate(model, value);
  assert.deepEqual(shape(report), expected(model, value, oracle(model, value)));
  assert.equal(
    report.valid,
    report.issues.every(({ severity }) => severity === 'warning'),
  );
  told.cases += 1;
  told.good += report.issues.length === 0 ? 1 : 0;
  told.issues += report.issues.length;
  return report;
}

for (const { name, examples } of DIFFERENCES) {
  test(`intended: ${name}`, () => {
    for (const [model, value, ours, theirs] of examples) {
      assert.deepEqual(shape(compare(model, value)), ours);
      assert.deepEqual([...oracle(model, value)].map(([path, code]) => `error ${code} ${path}`).sort(), theirs);
    }
  });
}

for (const [model, schema] of SCHEMAS) {
  const numRuns = Math.ceil(RUNS / SCHEMAS.size);
  test(`${model}: ${numRuns} values, seed ${SEED}`, () => {
    let cases = 0;
    const property = fc.property(around(schema), (value) => {
      const report = compare(model, value);
      // Now and then, since it is the same code behind another door.
      if (cases++ % 16 === 0 && value !== undefined) {
        assert.deepEqual(parseJson(model, JSON.stringify(value)).issues, report.issues);
      }
    });
    fc.assert(property, { numRuns, seed: SEED });
  });
}

test('every intended difference was met', () => {
  for (const [name, times] of used) assert.ok(times > RUNS / 5000, `${name}: ${times} times`);
});

after(() => {
  const list = [...used].map(([name, times]) => `  ${name}: ${times}`).join('\n');
  console.log(`seed ${SEED}: ${told.cases} values, ${told.good} without any issue, ${told.issues} issues\n${list}`);
});
