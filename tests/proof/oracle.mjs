/** The second opinion: ajv with ajv-formats, its errors in the words of the package. */
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { SCHEMAS } from './schemas.mjs';

const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
const checks = new Map([...SCHEMAS].map(([model, schema]) => [model, ajv.compile(schema)]));

const CODES = { required: 'missing', enum: 'enum', minLength: 'empty', pattern: 'digits' };
const FORMATS = { uuid: 'uuid', 'date-time': 'date_time', uri: 'uri' };

/** ajv's verdict as a map, path → code. A wrong type says all that there is to say of its place. */
export function oracle(model, value) {
  const check = checks.get(model);
  check(value);
  const found = new Map();
  for (const { keyword, instancePath, params } of check.errors ?? []) {
    if (keyword === 'if') continue; // its `then` says what is missing
    const path = keyword === 'required' ? pointer(instancePath, params.missingProperty) : instancePath;
    if (keyword === 'type') found.set(path, at(value, path) === null ? 'null' : 'type');
    else if (!found.has(path)) found.set(path, keyword === 'format' ? FORMATS[params.format] : CODES[keyword]);
  }
  return found;
}

/** A JSON pointer, one step further. Half a surrogate pair is written as UTF-8 has to write it. */
export const pointer = (path, step) =>
  `${path}/${String(step).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`;

function at(value, path) {
  const steps = path.split('/').slice(1);
  return steps.reduce((inner, step) => inner[step.replaceAll('~1', '/').replaceAll('~0', '~')], value);
}
