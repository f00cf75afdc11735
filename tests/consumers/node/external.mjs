import process from 'node:process';
import * as api from 'acs-credentials';
import * as external from 'acs-credentials/external';
import { program } from '../program.mjs';

if (external.validate !== api.validate) throw new Error('In Node both entries are the same.');
await external.init();
console.log(await program(external, process.env.SANDBOX));
