/** Answers each call as a row of the table says, and serves the page that makes the calls. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { serveFile } from '../sandbox/static.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * `/row/<id>/acs/…` answers as `answers.get(id)` says: `{ status, headers, body, moment }`, or a list of them, one for each attempt,
 * the last of them for all that follow.
 *
 * @param {(id: string) => object | object[] | undefined} answerOf
 */
export async function startWire(answerOf) {
  /** How many requests came for each id, and which of them the client has let go of. */
  const seen = new Map();
  const entryOf = (id) => {
    if (!seen.has(id)) seen.set(id, { requests: 0, gone: 0 });
    return seen.get(id);
  };
  /** `/seen/<id>/<times>` is answered as soon as so many requests have come. */
  const other = async (pathname, response) => {
    const [, id, times] = /^\/seen\/([^/]+)\/(\d+)$/.exec(pathname) ?? [];
    if (id === undefined) return serve(pathname, response);
    while (entryOf(id).requests < Number(times)) await once(server, 'seen');
    response.end();
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://wire.test');
    const [, id] = /^\/row\/([^/]+)\/acs\//.exec(pathname) ?? [];
    if (id === undefined) return other(pathname, response);
    const entry = entryOf(id);
    const attempt = entry.requests++;
    server.emit('seen');
    response.once('close', () => {
      if (response.writableFinished) return;
      entry.gone++;
      server.emit('gone', id);
    });
    await text(request).catch(() => ''); // a client that aborts
    const answers = [answerOf(id)].flat();
    play(answers[Math.min(attempt, answers.length - 1)], id, response);
  });
  // Browsers silently repeat a request that dies on a reused connection.
  server.maxRequestsPerSocket = 1;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests: (id) => entryOf(id).requests,
    /** Resolves when the client has let go of a request for `id`. */
    async letGo(id, signal) {
      while (!entryOf(id).gone) await once(server, 'gone', { signal });
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function serve(pathname, response) {
  const [root, path] = pathname.startsWith('/pkg/') ? ['../../pkg', pathname.slice(4)] : ['.', pathname];
  const { status, headers, body } = await serveFile(folder(root), path);
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' }).end(body);
}

function play({ status, headers, body = '', moment = 'whole' }, id, response) {
  const bytes = Buffer.from(body);
  if (moment === 'reset') return response.socket.resetAndDestroy();
  if (moment === 'silence') return;
  const length = [204, 304].includes(status) ? {} : { 'content-length': bytes.length };
  response.writeHead(status, { 'seam-request-id': id, 'cache-control': 'no-store', ...length, ...headers });
  if (moment === 'whole') return response.end(bytes);
  const half = bytes.subarray(0, bytes.length / 2);
  response.write(half, () => moment === 'cut' && response.socket.resetAndDestroy());
}
