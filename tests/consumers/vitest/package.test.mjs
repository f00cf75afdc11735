import process from 'node:process';
import * as api from 'acs-credentials';
import { expect, test } from 'vitest';
import { program } from '../program.mjs';

test('the program', async () => {
  expect(await program(api, process.env.SANDBOX)).toBe('good');
});
