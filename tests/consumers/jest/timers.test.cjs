// Jest's fake timers stop queueMicrotask too: calls still settle, under them and after them.
const api = require('acs-credentials');

const client = () => api.createClient({ fetch: async () => Response.json({ acs_credentials: [], pagination }) });
const pagination = { has_next_page: false, next_page_cursor: null, next_page_url: null };

test('under a clock that stands still', async () => {
  jest.useFakeTimers();
  await expect(client().get({})).rejects.toMatchObject({ kind: 'invalid_input' });
  expect(await client().list()).toEqual({ acs_credentials: [], pagination });
});

test('and after it', async () => {
  jest.useRealTimers();
  expect((await client().list()).acs_credentials).toEqual([]);
});
