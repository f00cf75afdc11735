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
