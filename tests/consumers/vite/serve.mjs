// node vite/serve.mjs <package name of the Vite> <folder>: prints the address of its dev server
import process from 'node:process';

const [name, root] = process.argv.slice(2);
const { createServer } = await import(name);
const cacheDir = `${process.cwd()}/vite/cache-${name}`;
const server = await createServer({
  root,
  cacheDir,
  logLevel: 'warn',
  server: { host: '127.0.0.1', port: 0 },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
