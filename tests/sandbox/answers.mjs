/**
 * What the API answers, as plain values; only server.mjs knows about sockets.
 *
 * @typedef {{ status: number, headers: Record<string, string>, body?: string | Buffer, delay?: number, cut?: 'reset' | 'truncated' }} Answer
 * @typedef {[path: (string | number)[], message: string]} Problem
 */

/** @returns {Answer} */
export const json = (status, value, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});

/** @returns {Answer} */
export const text = (status, body, type = 'text/plain') => ({
  status,
  headers: { 'content-type': `${type}; charset=utf-8` },
  body,
});

/** An error that the API answers in Seam's form. */
export class ApiError extends Error {
  constructor(status, type, message, more = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.more = more;
  }

  /** @returns {Answer} */
  answer(headers) {
    return json(this.status, { error: { type: this.type, message: this.message, ...this.more }, ok: false }, headers);
  }
}

export const notFound = (what) => new ApiError(404, `${what}_not_found`, `${what} not found`);

/** @param {Problem[]} problems */
export function invalidInput(problems) {
  const tree = { _errors: [] };
  for (const [path, message] of problems) {
    let node = tree;
    for (const key of path) node = node[key] ??= { _errors: [] };
    node._errors.push(message);
  }
  const [path, message] = problems[0];
  const where = path.length ? ` for "${path.join('.')}"` : '';
  return new ApiError(400, 'invalid_input', message + where, { validation_errors: tree });
}
