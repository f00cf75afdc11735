import * as api from 'acs-credentials';
import * as external from 'acs-credentials/external';
import { program } from '../program.mjs';

export default {
  async fetch(request, { SANDBOX }) {
    const isOne = external.validate === api.validate;
    return new Response(isOne ? await program(api, SANDBOX).catch(String) : 'two entries');
  },
};
