const process = require('node:process');
const api = require('acs-credentials');
const external = require('acs-credentials/external');
const { program } = require('../program.cjs');

if (external.validate !== api.validate) throw new Error('In Node both entries are the same.');
program(api, process.env.SANDBOX).then(console.log);
