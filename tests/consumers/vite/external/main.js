import * as api from 'acs-credentials/external';
import wasm from 'acs-credentials/acs-credentials.wasm?url';
import { inBrowser } from '../../program.mjs';

globalThis.outcome = api.init(wasm).then(() => inBrowser(api));
