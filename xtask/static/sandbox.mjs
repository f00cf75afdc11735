/** The sandbox inside the page, behind a service worker that answers in place of a server. */
import { HttpResponse, http } from 'msw/http';
import { setupWorker } from 'msw/browser';
import { createSandbox, requestOf, respond } from '../../tests/sandbox/sandbox.mjs';

// Put in by xtask/static.mjs.
/* global CREDENTIALS */

const sandbox = createSandbox({ now: () => new Date(), issueAfterReads: 2, credentials: CREDENTIALS });

/** Only what a page asks of its own host: another endpoint, chosen in the settings, is really asked. */
const worker = setupWorker(
  ...['/api/seam/*', '/_sandbox/*'].map((path) =>
    http.all(location.origin + path, async ({ request }) => reply(await asked(request))),
  ),
);

async function asked(request) {
  const { pathname, search } = new URL(request.url);
  return requestOf({
    method: request.method,
    url: pathname + search,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  });
}

/** What sockets do in the server: a connection that breaks, or half of an answer, is a failed fetch here. */
async function reply(request) {
  const { status, headers, body, delay = 0, cut } = respond(sandbox, request, location.origin);
  if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
  if (cut) return HttpResponse.error();
  return new HttpResponse(status === 204 ? null : body, {
    status,
    headers: { ...headers, 'seam-request-id': crypto.randomUUID() },
  });
}

export const listen = () =>
  worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).href },
  });
