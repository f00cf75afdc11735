import * as api from 'acs-credentials/external';
import { inBrowser } from '../../program.mjs';
import { inPanel } from './panel';

const started = api.init('acs-credentials.wasm');
Object.assign(globalThis, { outcome: inPanel(() => started.then(() => inBrowser(api))) });
