/** A plain static host: the files of a folder under a path, and 404 for everything else. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

/** @returns {Promise<{ url: string, asked: string[], close: () => Promise<void> }>} */
export async function host(folder, path) {
  const asked = [];
  const server = createServer(async ({ url }, response) => {
    asked.push(url);
    const { pathname } = new URL(url, 'http://host');
    const name = pathname.startsWith(path) ? pathname.slice(path.length) || 'index.html' : '';
    const body = name && (await readFile(join(folder, name)).catch(() => undefined));
    response.writeHead(body ? 200 : 404, { 'content-type': TYPES[extname(name)] ?? 'text/plain' }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}${path}`,
    asked,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
