/** Each group in a Node of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/** @returns {Promise<import('./engines.mjs').Engine>} */
export async function openNode({ pages }) {
  return {
    version: process.versions.node,
    // Node takes the default entry for `/external` too.
    starts: ['inline', 'zod'],
    addressOf: (start) => new URL(`start-${start}.js`, pages.folder).href,
    run,
    close: async () => {},
  };
}

async function run(group, given, say) {
  const child = fork(CHILD, [group, JSON.stringify(given)], { execArgv: ['--expose-gc'] });
  let outcome;
  child.on('message', (message) => (message.say ? say(message.say) : (outcome = message)));
  const [code] = await once(child, 'exit');
  if (!outcome) throw new Error(`node: ${group} ended with ${code}`);
  return outcome.result;
}
