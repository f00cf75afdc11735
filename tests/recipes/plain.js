import { validate } from 'acs-credentials';

/** The payload of a form whose fields are named by their paths: `visionline_metadata.card_format`. Empty fields are absent. */
export function payloadOf(form) {
  const payload = {};
  for (const [name, text] of new FormData(form)) {
    if (text === '') continue;
    const path = name.split('.');
    const last = path.pop();
    path.reduce((object, step) => (object[step] ??= {}), payload)[last] = text;
  }
  return payload;
}

/** Hands each field its first error, so that the browser shows it and keeps the form from being sent. */
export function check(form, model, context) {
  const { valid, issues } = validate(model, payloadOf(form), context);
  for (const field of form.elements) {
    const issue = issues.find(({ severity, path }) => severity === 'error' && path.join('.') === field.name);
    field.setCustomValidity(issue?.message ?? '');
  }
  return valid;
}
