import { wrong } from './error.js';

/** The models, as the module numbers them: payloads, then what is received. */
const MODELS = []; // written by the build

/** The number by which the module knows a model. */
export function numberOf(model) {
  const number = MODELS.indexOf(model);
  if (number < 0) throw wrong(`There is no such model. The models are ${MODELS.join(', ')}.`);
  return number;
}
