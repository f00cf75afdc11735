/** The servers that the bench talks to. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request as ask } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { basename, extname, join } from 'node:path';

const PAGE_SCRIPT = fileURLToPath(new URL('engines/page.js', import.meta.url));
const PAGE = '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>';
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/**
 * Serves a folder of bundles, with a page that imports them. Unlike the sandbox's pages, it has no Content-Security-Policy: zod, ajv
 * and TypeBox are much slower where they may not compile code. Calls are handed on to the sandbox: Firefox lets axios set `user-agent`,
 * which CORS would have to allow.
 *
 * @typedef {object} Pages
 * @property {string} origin of the page
 * @property {URL} folder where the bundles are, as a `file:` URL
 * @property {() => void} close
 * @param {string} folder
 * @param {() => Promise<string>} sandbox where it is, once it runs
 * @returns {Promise<Pages>}
 */
export async function servePages(folder, sandbox) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://bench');
    if (pathname.startsWith('/acs/')) return handOn(request, response, await sandbox());
    const type = TYPES[extname(pathname)];
    response.setHeader('content-type', type ?? 'text/html');
    response.setHeader('cache-control', 'no-store');
    if (!type) return response.end(PAGE);
    const file = pathname === '/page.js' ? PAGE_SCRIPT : join(folder, basename(pathname));
    response.end(await readFile(file));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    folder: new URL(`${pathToFileURL(folder)}/`),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function handOn(request, response, target) {
  const { method, headers } = request;
  const onward = ask(target + request.url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  request.pipe(onward);
}

/**
 * The sandbox in a process of its own, so that none of its work is the client's, with so many credentials.
 *
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function startSandbox(count) {
  const script = fileURLToPath(new URL('../sandbox/server.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, '--issue-after-reads', '0', '--exit-with-parent'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const url = line.split(' ').at(-1);
  await fill(url, count);
  return { url, close: () => child.kill() };
}

/** Cards and codes for the hotel's guests in turn. */
async function fill(url, count) {
  const ask = async (path, body) => {
    const headers = { authorization: 'Bearer seam_test', 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the sandbox says: ${await answer.text()}`);
    return answer.json();
  };
  const { acs_users } = await ask('/acs/users/list', {});
  for (let made = 0; made < count; made++) {
    const { acs_user_id } = acs_users[made % acs_users.length];
    await ask('/acs/credentials/create', { access_method: made % 2 === 0 ? 'card' : 'code', acs_user_id });
  }
}
