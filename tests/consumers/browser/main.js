import * as api from 'acs-credentials';
import { inBrowser } from '../program.mjs';

globalThis.outcome = inBrowser(api);
