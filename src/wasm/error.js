/** Shared by every copy of the package on a page, so that each knows the others' errors. */
const BRAND = Symbol.for('acs-credentials.CredentialsError');

/** The one error that this package throws. `kind` says what happened, `issues` say it in detail. */
export class CredentialsError extends Error {
  /**
   * @param {object} details `kind`, `message`, `issues` and what else is known: see the type declarations.
   * @param {unknown} [cause] the error underneath, if there is one
   */
  constructor({ message, name, ...details }, cause) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, details);
    // So that an error made of what `toJSON` gives is like the one that it came from.
    if (name !== undefined && name !== this.name) this.name = name;
    this.issues ??= [];
  }

  get [BRAND]() {
    return true;
  }

  /** For logs: by itself, JSON would leave out an error's message. */
  toJSON() {
    return { name: this.name, message: this.message, ...this };
  }

  toString() {
    const details = [this.kind, this.endpoint, this.status, this.type, this.requestId && `request ${this.requestId}`];
    return `${this.name}: ${this.message} [${details.filter(Boolean).join(', ')}]`;
  }
}

Object.defineProperty(CredentialsError.prototype, 'name', {
  value: 'CredentialsError',
  writable: true,
  configurable: true,
});

/** Lets the stack of an error of ours show who waits for it, where the engine can: that of an error made in the module ends there. */
export function traced(error) {
  try {
    if (error instanceof CredentialsError) Error.captureStackTrace?.(error, traced);
  } catch {
    // What a page has put in its place fails, or makes a stack of its own of what it should not.
  }
  return error;
}

/** Whether `value` is a `CredentialsError`, also one of another copy of the package. */
export function isCredentialsError(value) {
  try {
    return typeof value === 'object' && value !== null && value[BRAND] === true;
  } catch {
    return false; // a proxy that lets nobody look
  }
}

/** A mistake in the options, and what caused it. */
export class Mistake extends Error {
  constructor(message, cause) {
    super(message);
    this.from = cause;
  }
}

/** The error of what was thrown over options: a mistake, or whatever the caller's objects throw, of which nothing is repeated. */
export function refusal(error, { path, sent } = {}) {
  if (error instanceof CredentialsError) return error;
  const [message, cause] =
    error instanceof Mistake ? [error.message, error.from] : ['The options could not be read.', error];
  return wrong(message, cause, { ...(path && { endpoint: path }), ...(sent && { attempts: sent }) });
}

/** The error of what the caller has got wrong. */
export function wrong(message, cause, details) {
  return new CredentialsError({ kind: 'invalid_options', message, ...details }, cause);
}

/** A path for a person: `visionline_metadata.joiner_acs_credential_ids[2]`. */
export function dotted(path) {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '');
}

/** The first error by its place, and how many follow. */
function firstOf(issues) {
  const errors = issues.filter(({ severity }) => severity === 'error');
  const [{ path, message }] = errors;
  const place = path.length > 0 ? ` ${dotted(path)}:` : '';
  return `${place} ${message}${errors.length > 1 ? ` And ${errors.length - 1} more.` : ''}`;
}

/** What the module makes of a failure: details in the order of `convert.rs`, `null` for what is not known. */
export function failure([kind, said, endpoint, status, type, requestId, retryAfter, attempts], { issues }, cause) {
  const message = kind === 'invalid_input' ? said + firstOf(issues) : said;
  const details = { kind, message, endpoint, status, type, requestId, retryAfter, attempts, issues };
  const known = Object.entries(details).filter(([, value]) => value !== null);
  return new CredentialsError(Object.fromEntries(known), cause);
}
