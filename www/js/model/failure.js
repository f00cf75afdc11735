/** What went wrong, in words for the person at the desk. Pure: no nodes, no requests. */
import { isCredentialsError } from 'acs-credentials';
import { texts } from '../texts/index.js';

const BUSY = 429;
const SOON = 5;
const GONE = new Set([404, 410]);

/**
 * @param {unknown} error
 * @returns {{ title: string, advice: string, requestId?: string }}
 */
export function explain(error) {
  if (!isCredentialsError(error)) return texts.failures.unexpected(error?.message ?? error);
  const { requestId } = error;
  return { ...wordsOf(error), requestId };
}

function wordsOf(error) {
  const { failures } = texts;
  if (error.kind === 'invalid_options') return failures.invalid_options(error.message);
  if (error.kind !== 'api') return failures[error.kind];
  if (GONE.has(error.status)) return failures.gone;
  if (error.status === BUSY) return failures.busy(Math.ceil(error.retryAfter ?? SOON));
  if (error.status >= 500) return failures.server;
  return failures.refused(error.message);
}
