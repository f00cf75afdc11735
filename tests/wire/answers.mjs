/** What tests of single calls share: answers, and fetches that give them. */
import * as api from 'acs-credentials';
import { CREDENTIAL, LAST_PAGE } from './samples.mjs';

export const PAGE = { acs_credentials: [CREDENTIAL], pagination: LAST_PAGE };

export const json = (value, init) => new Response(JSON.stringify(value), init);
export const fetchPage = async () => json(PAGE);
export const busy = (retryAfter) => new Response('', { status: 503, headers: { 'retry-after': retryAfter } });

/** A fetch that gives these answers in turn, the last for ever, and remembers the requests. */
export function fetching(...answers) {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push(new Request(url, init));
    return answers[Math.min(requests.length, answers.length) - 1]();
  };
  return { fetch, requests };
}

/** A list, without retries. */
export const list = (options) => api.listCredentials({}, { retries: 0, fetch: fetchPage, ...options });
