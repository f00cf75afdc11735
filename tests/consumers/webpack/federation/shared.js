import * as api from 'acs-credentials';
import { api as remote } from 'remote/panel';
import { inBrowser } from '../../program.mjs';

/** Both builds have one copy of the package. */
export function run() {
  return remote.CredentialsError === api.CredentialsError ? inBrowser(remote) : 'The remote has a copy of its own.';
}
