const process = require('node:process');
const api = require('acs-credentials');
const { program } = require('../program.cjs');

test('the program', async () => {
  expect(await program(api, process.env.SANDBOX)).toBe('good');
});
