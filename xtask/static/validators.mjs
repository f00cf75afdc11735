/** ajv's validators as source: the static demo's policy lets nothing be compiled in the page. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { _ } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { FORMATS, PLACES, operationsOf } from '../../tests/sandbox/operations.mjs';

const sandbox = (file) => fileURLToPath(new URL(`../../tests/sandbox/${file}`, import.meta.url));
const OPERATIONS = operationsOf(JSON.parse(readFileSync(sandbox('openapi.json'), 'utf8')));

/** The module of the operations with their parameters in one place; they are exported as `operation0` and so on. */
function sourceOf(place) {
  const ajv = new Ajv({ ...PLACES[place], formats: FORMATS, code: { source: true, esm: true, formats: _`FORMATS` } });
  const names = {};
  OPERATIONS.forEach((operation, index) => {
    if (operation.place !== place) return;
    ajv.addSchema(operation.schema, operation.name);
    names[`operation${index}`] = operation.name;
  });
  return `import { FORMATS } from './operations.mjs';\n${standalone.default(ajv, names)}`;
}

/** What takes the place of tests/sandbox/validators.mjs. */
function listOfAll() {
  const imports = Object.keys(PLACES).map((place) => `import * as ${place} from 'validators:${place}';`);
  const entries = OPERATIONS.map(({ name, place }, index) => `[${JSON.stringify(name)}, ${place}.operation${index}],`);
  return [...imports, 'export const VALIDATORS = new Map([', ...entries, ']);'].join('\n');
}

/** @type {import('esbuild').Plugin} */
export const compiledValidators = {
  name: 'compiled validators',
  setup(build) {
    const virtual = (path) => ({ path, namespace: 'validators' });
    build.onResolve({ filter: /^\.\/validators\.mjs$/ }, () => virtual('all'));
    build.onResolve({ filter: /^validators:/ }, ({ path }) => virtual(path.slice('validators:'.length)));
    build.onLoad({ filter: /.*/, namespace: 'validators' }, ({ path }) => ({
      contents: path === 'all' ? listOfAll() : sourceOf(path),
      resolveDir: sandbox('.'),
    }));
  },
};
