/** The field of a PIN code, with a code to be had at the press of a button. */
import { texts } from '../texts/index.js';

const LENGTH = 6;
const LEAST = 4;
const t = texts.forms;

/** Six digits, the first of them not 0: every brand takes such a code, as a number too. */
export function randomCode() {
  const digits = crypto.getRandomValues(new Uint32Array(LENGTH));
  return Array.from(digits, (value, index) => (index === 0 ? 1 + (value % 9) : value % 10)).join('');
}

/** What is left of a code that was typed as a telephone number might be. */
function onlyDigits({ code }, value) {
  const digits = value.replaceAll(/\D/g, '');
  return code === 'digits' && digits.length >= LEAST ? { label: t.use(digits), value: digits } : undefined;
}

/** @param {Partial<import('./form.js').Field>} more @returns {import('./form.js').Field} */
export const codeField = (more) => ({
  kind: 'text',
  name: 'code',
  label: t.code,
  inputMode: 'numeric',
  isOptional: true,
  with: ['access_method'],
  action: { label: t.generate, icon: 'reload', make: randomCode },
  fix: onlyDigits,
  ...more,
});
