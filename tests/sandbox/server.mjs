/** The sandbox: a real HTTP server on loopback that behaves like Seam's credentials API. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { text } from './answers.mjs';
import { serveLibrary } from './libraries.mjs';
import { createSandbox, requestOf, respond } from './sandbox.mjs';
import { serveFile } from './static.mjs';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'seam-request-id, retry-after',
};

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
  'access-control-allow-headers': [
    'authorization',
    'content-type',
    'accept',
    'seam-workspace',
    'seam-sdk-name',
    'seam-sdk-version',
    'client-session-token',
    'seam-publishable-key',
    'x-sandbox-fault',
  ].join(', '),
};

/**
 * @param {object} [options]
 * @param {number} [options.port] 0 takes a free one
 * @param {string} [options.host]
 * @param {string} [options.www] folder served at `/`, with the libraries of its pages at `/lib/`
 * @param {string} [options.pkg] folder served at `/pkg/`
 * @param {() => Date} [options.now]
 * @param {number} [options.issueAfterReads] which `get` shows a new card or mobile key as issued; 0: at once
 * @param {number} [options.credentials] how many the hotel has at least: more than the seed's own are made up
 */
export async function startSandbox(options = {}) {
  const { port = 0, host = '127.0.0.1', www, pkg, now = () => new Date(), issueAfterReads = 2, credentials } = options;
  const sandbox = createSandbox({ now, issueAfterReads, credentials });
  const server = createServer((req, res) => {
    exchange({ sandbox, www, pkg }, req, res).catch((error) => {
      if (res.destroyed) return;
      console.error(error);
      res.writeHead(500).end();
    });
  });
  // Browsers silently repeat a request that dies on a reused connection, which would blur the fault `reset`.
  server.maxRequestsPerSocket = 1;
  server.listen(port, host);
  await once(server, 'listening');
  const { port: actual } = server.address();
  return {
    url: `http://${host}:${actual}`,
    port: actual,
    requests: sandbox.requests,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function exchange(site, req, res) {
  const request = await read(req);
  const open = /^\/(acs|_sandbox)\//.test(request.path);
  const headers = { 'seam-request-id': randomUUID(), 'cache-control': 'no-store', ...(open && CORS) };
  const result = open && req.method === 'OPTIONS' ? { status: 204, headers: PREFLIGHT } : await route(site, request);
  await send(res, { ...result, headers: { ...headers, ...result.headers } });
}

async function read(req) {
  const chunks = await req.toArray();
  const { method, url, headers } = req;
  return requestOf({ method, url, headers, body: Buffer.concat(chunks).toString() });
}

function route({ sandbox, www, pkg }, request) {
  const { method, path, headers } = request;
  const answer = respond(sandbox, request, `http://${headers.host}`);
  if (answer) return answer;
  if (method !== 'GET' && method !== 'HEAD') return text(405, '405');
  if (pkg && path.startsWith('/pkg/')) return serveFile(pkg, path.slice('/pkg'.length));
  return (www && (serveLibrary(path) ?? serveFile(www, path))) || text(404, '404');
}

async function send(res, { status, headers, body = '', delay, cut }) {
  if (delay) {
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    await sleep(delay, undefined, { signal: gone.signal });
  }
  if (cut === 'reset') return res.socket.resetAndDestroy();
  if (status !== 204) headers['content-length'] = Buffer.byteLength(body);
  res.writeHead(status, headers);
  if (cut === 'truncated') res.write(body.slice(0, body.length / 2), () => res.socket.destroy());
  else res.end(body);
}

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      www: { type: 'string' },
      pkg: { type: 'string' },
      credentials: { type: 'string', default: '0' },
      'issue-after-reads': { type: 'string', default: '2' },
      'exit-with-parent': { type: 'boolean', default: false },
    },
  });
  const { port, www, pkg, credentials, 'issue-after-reads': reads } = values;
  const numbers = { port: Number(port), credentials: Number(credentials), issueAfterReads: Number(reads) };
  const sandbox = await startSandbox({ ...numbers, www, pkg });
  const stop = () => sandbox.close().then(() => process.exit());
  process.once('SIGTERM', stop).once('SIGINT', stop);
  if (values['exit-with-parent']) process.stdin.once('close', stop).resume();
  console.log(`sandbox on ${sandbox.url}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
