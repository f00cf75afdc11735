import { merge } from './bound.js';
import { listCredentials } from './endpoints.js';
import { CredentialsError } from './error.js';
import { follow } from './follow.js';
import { Held } from './stringify.js';

/** Page after page, each asked for when it is wanted; with `ahead`, while the one before it is being looked at. */
export function pages(params = {}, bound, more) {
  return walk(new Held(params), asTheyAre(bound, more));
}

/** Credential after credential, across all pages. */
export function all(params = {}, bound, more) {
  const options = asTheyAre(bound, more);
  return each(walk(new Held(params), options), options);
}

/** The options as they are now, however late the first page is wanted: what is wrong with them is told then. */
function asTheyAre(bound, more) {
  const options = (async () => merge(bound, more))();
  options.catch(() => {});
  return options;
}

async function* each(pages, options) {
  const { signal } = await options;
  for await (const { acs_credentials } of pages) {
    for (const credential of acs_credentials) {
      yield credential;
      stopIfAborted(signal);
    }
  }
}

async function* walk(held, given) {
  const { ahead, ...options } = await given;
  let page = await listCredentials(held, options);
  // The first request would have told if they were no JSON.
  const repeated = JSON.parse(held.text);
  const seen = new Set([repeated.page_cursor]);
  for (;;) {
    stopIfAborted(options.signal);
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
    stopIfAborted(options.signal);
    if (!has_next_page) return;
    if (!isNew) throw endless(page_cursor);
    seen.add(page_cursor);
    page = await (early ? early.page : ask(options.signal));
  }
}

/** Without the error, a caller who goes on after an abort would take an early end for the end of the list. */
function stopIfAborted(signal) {
  if (signal?.aborted) throw signal.reason;
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
