import * as api from 'acs-credentials/external';
import { inBrowser } from '../program.mjs';

globalThis.outcome = api.init('./acs-credentials.wasm').then(() => inBrowser(api));
