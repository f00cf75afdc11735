/** What went wrong, in words for the person at the desk. */
import { isCredentialsError } from 'acs-credentials';
import { el } from './dom.js';
import { texts } from './texts.js';

const { failures } = texts;
const BUSY = 429;
const SOON = 5;

export function failureText(error) {
  if (!isCredentialsError(error)) return failures.unexpected(error?.message ?? error);
  if (error.kind !== 'api') return failures[error.kind];
  if (error.status === 404) return failures.gone;
  if (error.status === BUSY) return failures.busy(Math.ceil(error.retryAfter ?? SOON));
  if (error.status >= 500) return failures.server;
  return failures.refused(error.message);
}

/** The same with what the server's support will ask for. */
export function failureNode(error) {
  const id = isCredentialsError(error) && error.requestId;
  return [el('p', {}, failureText(error)), id && el('p', { class: 'small mono' }, failures.request(id))];
}
