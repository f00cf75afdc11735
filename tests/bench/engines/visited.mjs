/** Firefox and WebKitGTK: each group in a browser of its own, whose page reports by itself. */
import { execFileSync } from 'node:child_process';
import { ENGINES, visit } from '../../e2e/engines.mjs';

/** One group takes one to three minutes. */
const PATIENCE = 900_000;

/** @returns {Promise<import('./engines.mjs').Engine>} */
export async function openVisited(engine, { pages }) {
  return {
    version: versionOf(engine),
    origin: pages.origin,
    starts: ['inline', 'external', 'zod'],
    addressOf: (start) => `/start-${start}.js`,
    async run(group, given) {
      const signal = AbortSignal.timeout(PATIENCE);
      const { result, error } = await visit(engine, pages.origin, { given: { group, given }, signal });
      if (error) throw new Error(`${engine}: ${group}: ${error}`);
      return result;
    },
    close: async () => {},
  };
}

const ASK_VERSION = { firefox: ['firefox-esr', '--version'], webkit: ENGINES.webkit('--version') };

/** `Mozilla Firefox 140.0esr` → `140.0esr` */
function versionOf(engine) {
  const [command, ...args] = ASK_VERSION[engine];
  return execFileSync(command, args, { encoding: 'utf8' }).trim().split(' ').at(-1);
}
