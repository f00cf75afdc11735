// The bundler finds the file by itself: `new URL(…, import.meta.url)` inside the package.
import * as api from 'acs-credentials/external';
import { inBrowser } from '../program.mjs';

globalThis.outcome = api.init().then(() => inBrowser(api));
