// jest-environment-jsdom as it is: without TextDecoder and fetch.
const api = require('acs-credentials');

test('validates, and says what requests need', async () => {
  expect(globalThis.TextDecoder).toBeUndefined();
  const [issue] = api.validate('get', { acs_credential_id: 'é' }).issues;
  expect(issue.code).toBe('uuid');
  expect(api.parseJson('pagination', '{"next_page_cursor":"ünï ⚿"}').value.next_page_cursor).toBe('ünï ⚿');
  await expect(api.listCredentials()).rejects.toThrow('has no fetch');
});
