/** Makes the calls of the table, in Node and in pages, and tells their outcomes as plain data. */

/** A call that has not settled by then hangs. */
const PATIENCE = 15_000;

/** The real ones, also where a test counts timers. */
const { setTimeout, clearTimeout } = globalThis;

/**
 * @param {typeof import('acs-credentials')} api
 * @param {string} root of the wire's server: empty in its own page
 * @param {{ id: string, method: string, params: object, options: object }[]} rows
 * @returns {Promise<object[]>} in the order of the rows
 */
export async function makeCalls(api, root, rows) {
  const LANES = 5; // a browser has six connections to a host
  const outcomes = [];
  let next = 0;
  const lane = async () => {
    while (next < rows.length) {
      const index = next++;
      outcomes[index] = await makeCall(api, root, rows[index]);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return outcomes;
}

async function makeCall(api, root, { id, method, params, options }) {
  const heard = [];
  const client = api.createClient({
    endpoint: `${root}/row/${id}`,
    onResponse: ({ status, attempts }) => heard.push([status, attempts]),
    onWarning: () => {},
  });
  const outcome = await settled(client[method](params, options), told(api));
  const well = api.createClient({ endpoint: `${root}/row/well` });
  const count = well.list({ limit: 1 }).then(({ acs_credentials }) => acs_credentials.length);
  return { ...outcome, heard, isWell: (await settled(count, told(api))).value === '1' };
}

/** Settles whatever the call does: with what came of it, or with `hangs`. */
export async function settled(call, tell) {
  let timer;
  const hang = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE, { hangs: true })));
  const outcome = await Promise.race([hang, call.then((value) => ({ value: brief(value) }), tell)]);
  clearTimeout(timer);
  return outcome;
}

const told = (api) => (error) => {
  if (!api.isCredentialsError(error)) return { stranger: String(error) };
  structuredClone({ ...error }); // what an error holds can be sent to another thread
  const { kind, status, type, message, requestId, retryAfter, attempts, issues } = error;
  const isServers = issues.every(({ code }) => code === 'server');
  const said = issues.map(({ path, message }) => [path.join('.'), message]);
  return {
    error: { kind, status, type, message, requestId, retryAfter, attempts, issues: isServers ? said : undefined },
  };
};

/** A value, or so much of it as tells it from others. */
export function brief(value) {
  const json = JSON.stringify(value);
  return json?.length > 5000 ? `${json.length} characters to ${json.slice(-100)}` : json;
}
