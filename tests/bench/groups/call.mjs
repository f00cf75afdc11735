/** A whole `listCredentials` of 1,000 against the sandbox: what it costs the client. */
import { SeamHttp } from '@seamapi/http';
import { createClient } from 'acs-credentials';
import { measure } from '../measure.mjs';
import { sameRows, touch } from '../same.mjs';

const LIMIT = 1000;
const API_KEY = 'seam_test';

/**
 * `fetch` is the floor, which checks nothing and parses nothing: what an engine takes to get the bytes.
 *
 * @returns {Record<string, () => Promise<object[]>>}
 */
function contestants(endpoint) {
  const ours = createClient({ endpoint, apiKey: API_KEY });
  const theirs = new SeamHttp({ endpoint, apiKey: API_KEY });
  const headers = { authorization: `Bearer ${API_KEY}` };
  return {
    'acs-credentials': async () => (await ours.list({ limit: LIMIT })).acs_credentials,
    '@seamapi/http': () => theirs.acs.credentials.list({ limit: LIMIT }),
    'fetch alone': async () => {
      const answer = await fetch(`${endpoint}/acs/credentials/list?limit=${LIMIT}`, { headers });
      await answer.arrayBuffer();
      return [];
    },
  };
}

/**
 * @param {object} options
 * @param {string} options.endpoint of a sandbox with 1,000 credentials
 * @param {() => number | Promise<number>} options.meter what this client has used until now, in milliseconds
 * @returns {Promise<import('../table.mjs').Row[]>}
 */
export async function run({ say, endpoint, meter }) {
  const row = `${LIMIT.toLocaleString('en')} credentials`;
  await say(row);
  const clients = contestants(endpoint);
  const expected = await clients['@seamapi/http']();
  if (expected.length !== LIMIT) throw new Error(`the sandbox has ${expected.length} credentials`);
  sameRows('acs-credentials', await clients['acs-credentials'](), expected);
  let sink = 0;
  const time = async (name, repeats) => {
    const begin = await meter();
    for (let index = 0; index < repeats; index++) sink += touch(await clients[name]());
    return (await meter()) - begin;
  };
  const measured = await measure(Object.keys(clients), time, { warm: 20, rounds: 9, block: 120 });
  if (Number.isNaN(sink)) throw new Error('unreachable: it keeps the work from being optimised away');
  return [{ row, ...measured }];
}
