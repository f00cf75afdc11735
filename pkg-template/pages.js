import { merge } from './bound.js';
import { listCredentials } from './endpoints.js';
import { CredentialsError } from './error.js';
import { follow } from './follow.js';
import { Held } from './stringify.js';

/** Page after page, each asked for when it is wanted; with `ahead`, while the one before it is being looked at. */
export async function* pages(params = {}, bound, more) {
  const { ahead, ...options } = merge(bound, more);
  const held = new Held(params);
  let page = await listCredentials(held, options);
  // The first request would have told if they were no JSON.
  const repeated = JSON.parse(held.text);
  const seen = new Set([repeated.page_cursor]);
  for (;;) {
    const { next_page_cursor: page_cursor, has_next_page = Boolean(page_cursor) } = page.pagination ?? {};
    const isNew = typeof page_cursor === 'string' && page_cursor !== '' && !seen.has(page_cursor);
    const ask = (signal) => listCredentials({ ...repeated, page_cursor }, { ...options, signal });
    const early = ahead && has_next_page && isNew ? askEarly(ask, options.signal) : undefined;
    let isWanted = false;
    try {
      yield page;
      isWanted = true;
    } finally {
      if (!isWanted) early?.abort();
    }
    if (!has_next_page) return;
    if (!isNew) throw endless(page_cursor);
    if (options.signal?.aborted) throw options.signal.reason;
    seen.add(page_cursor);
    page = await (early ? early.page : ask(options.signal));
  }
}

/** Credential after credential, across all pages. */
export async function* all(params, bound, more) {
  for await (const page of pages(params, bound, more)) yield* page.acs_credentials;
}

/** Asks for a page that nobody waits for yet: a failure is told when it is wanted, and told to nobody when it never is. */
function askEarly(ask, signal) {
  const own = follow(signal);
  const page = ask(own.signal).finally(own.release);
  page.catch(() => {});
  return { page, abort: own.abort };
}

function endless(cursor) {
  const message =
    cursor && typeof cursor === 'string'
      ? 'The server repeats a page cursor: going on would never end.'
      : 'The server promises a further page, but gives no cursor for it.';
  return new CredentialsError({ kind: 'invalid_response', message, endpoint: '/acs/credentials/list' });
}
