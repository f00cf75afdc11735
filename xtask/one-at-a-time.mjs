// A proxy that hands on one request at a time, each over a connection of its own: node xtask/one-at-a-time.mjs
//
// The server of wasm-bindgen's test runner may leave one of several new connections without a thread; a page that loads its modules
// side by side then waits for ever. Prints where it listens, and ends with its stdin.
import { once } from 'node:events';
import { createServer, request } from 'node:http';

let last = Promise.resolve();

const proxy = createServer((incoming, outgoing) => {
  last = last.then(() => handOn(incoming, outgoing)).catch(() => outgoing.destroy());
});

async function handOn(incoming, outgoing) {
  const { url, method, headers } = incoming;
  const onward = request(url, { method, headers: { ...headers, connection: 'close' }, agent: false });
  incoming.pipe(onward);
  const [answer] = await once(onward, 'response');
  outgoing.writeHead(answer.statusCode, answer.headers);
  answer.pipe(outgoing);
  await once(outgoing, 'close');
}

proxy.listen(0, '127.0.0.1');
await once(proxy, 'listening');
console.log(`127.0.0.1:${proxy.address().port}`);
process.stdin.once('close', () => process.exit()).resume();
