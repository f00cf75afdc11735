/** What went wrong, in words for the person at the desk. Pure: no nodes, no requests. */
import { isCredentialsError } from 'acs-credentials';
import { texts } from '../texts/index.js';

const BUSY = 429;
const SOON = 5;
const NOT_FOUND = 404;
const GONE = 410;
/** What nothing repeats by itself: a second one is another change. */
const CHANGE = /\/(create|update|assign|unassign)$/;
const UNANSWERED = new Set(['network', 'timeout', 'invalid_response']);

/** Whether there is no such credential, or no longer. A 404 without that word may speak of a person, or of the address. */
export const isGone = (error) =>
  isCredentialsError(error) &&
  (error.status === GONE || (error.status === NOT_FOUND && error.type === 'acs_credential_not_found'));

/** Whether nothing at all answers there: whatever Seam cannot find it names. */
const isMisdirected = ({ status, type }) => status === NOT_FOUND && !type?.endsWith('_not_found');

/** Whether the id is none: one comes to it by a link that was cut off. */
const isNoId = ({ kind, endpoint }) => kind === 'invalid_input' && endpoint.endsWith('/get');

/** Whether another try would find no more. */
export const isFinal = (error) => isCredentialsError(error) && (isGone(error) || isNoId(error));

const isBroken = ({ status }) => status >= 500;

/** Whether a change may have been made although the server does not say so. */
export const isUnclear = (error) =>
  isCredentialsError(error) && CHANGE.test(error.endpoint) && (UNANSWERED.has(error.kind) || isBroken(error));

/**
 * @param {unknown} error
 * @returns {{ title: string, advice: string, requestId?: string }}
 */
export function explain(error) {
  if (!isCredentialsError(error)) return texts.failures.unexpected(error?.message ?? error);
  const { requestId } = error;
  return { ...wordsOf(error), ...(isUnclear(error) && texts.failures.unclear), requestId };
}

function wordsOf(error) {
  const { failures } = texts;
  if (isNoId(error)) return failures.noId;
  if (error.kind === 'invalid_options') return failures.invalid_options(error.message);
  if (error.kind !== 'api') return failures[error.kind];
  if (isGone(error)) return failures.gone;
  if (isMisdirected(error)) return failures.misdirected;
  if (error.status === BUSY) return failures.busy(Math.ceil(error.retryAfter ?? SOON));
  if (isBroken(error)) return failures.server;
  // The server tells what is wrong, field by field.
  if (error.issues.length) return failures.invalid_input;
  return failures.refused(error.message);
}
