/** ajv's validators of all operations, compiled as the sandbox starts. The static demo has them compiled: xtask/static/. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { FORMATS, PLACES, operationsOf } from './operations.mjs';

const openapi = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
const ajvOf = Object.fromEntries(
  Object.entries(PLACES).map(([place, options]) => [place, new Ajv({ ...options, formats: FORMATS })]),
);

/** By names such as `GET /acs/credentials/list`. */
export const VALIDATORS = new Map(
  operationsOf(openapi).map(({ name, place, schema }) => [name, ajvOf[place].compile(schema)]),
);
