/** Shared by every copy of the package on a page, so that each knows the others' errors. */
const BRAND = Symbol.for('acs-credentials.CredentialsError');

/** The one error that this package throws. `kind` says what happened, `issues` say it in detail. */
export class CredentialsError extends Error {
  /**
   * @param {object} details `kind`, `message`, `issues` and what else is known: see the type declarations.
   * @param {unknown} [cause] the error underneath, if there is one
   */
  constructor({ message, ...details }, cause) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, details);
    this.issues ??= [];
  }

  get name() {
    return 'CredentialsError';
  }

  get [BRAND]() {
    return true;
  }

  toString() {
    const details = [this.kind, this.status, this.type, this.requestId && `request ${this.requestId}`];
    return `${this.name}: ${this.message} [${details.filter(Boolean).join(', ')}]`;
  }
}

/** Whether `value` is a `CredentialsError`, also one of another copy of the package. */
export function isCredentialsError(value) {
  try {
    return typeof value === 'object' && value !== null && value[BRAND] === true;
  } catch {
    return false; // a proxy that lets nobody look
  }
}

/** A mistake in the options, and what caused it: the module makes an error of it. */
export class Mistake {
  constructor(mistake, cause) {
    Object.assign(this, { mistake, cause });
  }
}

/** What the module makes of a failure: details in the order of `convert.rs`, `null` for what is not known. */
export function failure([kind, message, endpoint, status, type, requestId, retryAfter, attempts], { issues }, cause) {
  const details = { kind, message, endpoint, status, type, requestId, retryAfter, attempts, issues };
  const known = Object.entries(details).filter(([, value]) => value !== null);
  return new CredentialsError(Object.fromEntries(known), cause);
}
