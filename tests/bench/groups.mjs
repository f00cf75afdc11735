/** What is measured: how each group is run in an engine, and what it gives. */
import { medians } from './measure.mjs';
import { rows as memoryRows } from './groups/memory.mjs';

/** So many fresh pages for each way to start. */
const STARTS = 7;

/** How ways to start are called in the table. */
const START_NAMES = { inline: 'acs-credentials', external: 'acs-credentials/external', zod: 'zod' };

/**
 * @typedef {{ engine: import('./engines/engines.mjs').Engine, sandbox: () => Promise<string>, say: (row: string) => void }} Given
 * @type {Record<string, { engines?: string[], run: (given: Given) => Promise<object[]> }>}
 */
export const groups = {
  list: { run: ({ engine, say }) => engine.run('list', {}, say) },
  scale: { run: ({ engine, say }) => engine.run('scale', {}, say) },
  payload: { run: ({ engine, say }) => engine.run('payload', {}, say) },
  call: {
    run: async ({ engine, say, sandbox }) => engine.run('call', { endpoint: engine.origin ?? (await sandbox()) }, say),
  },
  start: { run: start },
  memory: { engines: ['node'], run: memory },
};

/** Starts in turn, each in a page or process of its own. */
async function start({ engine, say }) {
  const times = Object.fromEntries(engine.starts.map((way) => [START_NAMES[way], []]));
  for (let round = 0; round < STARTS; round++) {
    say(`round ${round + 1} of ${STARTS}`);
    for (let place = 0; place < engine.starts.length; place++) {
      const way = engine.starts[(round + place) % engine.starts.length];
      const milliseconds = await engine.run('start', { module: engine.addressOf(way) }, say);
      times[START_NAMES[way]].push(milliseconds * 1000);
    }
  }
  return [{ row: 'import and first validate', ...medians(times) }];
}

async function memory({ engine, say }) {
  const found = [];
  for (const row of memoryRows) found.push(...(await engine.run('memory', { row }, say)));
  return found;
}
