import * as api from 'acs-credentials';
import { program } from '../../program.mjs';

export default async (event) => {
  const sandbox = new URL(event.path, 'http://worker').searchParams.get('sandbox');
  return program(api, sandbox).catch(String);
};
