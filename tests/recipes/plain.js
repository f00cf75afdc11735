import { validate } from 'acs-credentials';

/** The payload of a form whose fields are named by their paths: `visionline_metadata.card_format`. Empty fields are absent. */
export function payloadOf(form) {
  const payload = {};
  for (const field of form.elements) {
    const value = valueOf(field);
    if (!field.name || field.matches(':disabled') || value === undefined) continue;
    const path = field.name.split('.');
    const last = path.pop();
    path.reduce((object, step) => (object[step] ??= {}), payload)[last] = value;
  }
  return payload;
}

/** A box is true or absent, a choice of several a list, a local date and time a moment; all else is text. */
function valueOf(field) {
  switch (field.type) {
    case 'checkbox':
      return field.checked || undefined;
    case 'radio':
      return field.checked ? field.value : undefined;
    case 'select-multiple':
      return Array.from(field.selectedOptions, ({ value }) => value);
    case 'datetime-local':
      return field.value ? new Date(field.value) : undefined;
    default:
      return field.value || undefined;
  }
}

/** Hands each field its first error, which the browser shows; returns those that no field in sight can show. */
export function check(form, model, context) {
  const { issues } = validate(model, payloadOf(form), context);
  const errors = issues.filter(({ severity }) => severity === 'error');
  const nameOf = ({ path }) => path.filter((step) => typeof step === 'string').join('.'); // of a list, not of its item
  for (const field of form.elements) {
    field.setCustomValidity(errors.find((error) => field.name && nameOf(error) === field.name)?.message ?? '');
  }
  const shown = Array.from(form.elements).filter((field) => field.willValidate && field.getClientRects().length > 0);
  return errors.filter((error) => !shown.some(({ name }) => name === nameOf(error)));
}

/** Shows errors while one types, and calls `send` with a payload that may be sent. */
export function watch(form, model, context, { send, showOthers }) {
  form.noValidate = true; // or else the browser would keep its last verdict after a reset
  form.addEventListener('input', () => showOthers(check(form, model, context)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const others = check(form, model, context);
    showOthers(others);
    if (form.reportValidity() && others.length === 0) send(payloadOf(form));
  });
}
