import process from 'node:process';
import * as api from 'acs-credentials';
import { program } from '../program.mjs';

console.log(await program(api, process.env.SANDBOX));
