/** Where an issue belongs, and what it says to a person who sees a form and no payload. */
import { message } from 'acs-credentials';
import { texts } from '../texts/index.js';

export const isError = ({ severity }) => severity === 'error';

/** Sentences for a form: the payload's own speak of properties. */
export function sentenceOf(issue) {
  const { byPlace, byCode } = texts.forms.issues;
  return byPlace[`${issue.path.join('.')} ${issue.code}`] ?? message(issue, byCode);
}

/** @returns the field that stands for the longest part of the issue's path, undefined if none is shown that does */
export function fieldOf({ path }, fields) {
  let best;
  let most = 0;
  for (const field of fields) {
    for (const steps of field.paths) {
      const isWithin = steps.every((step, index) => step === path[index]);
      if (isWithin && steps.length > most) {
        best = field;
        most = steps.length;
      }
    }
  }
  return best;
}

/** Sets a value deep inside. @param {string[]} path */
export function put(payload, path, value) {
  const steps = [...path];
  const last = steps.pop();
  steps.reduce((object, step) => (object[step] ??= {}), payload)[last] = value;
}
