import * as api from 'acs-credentials';
import { inBrowser } from '../../program.mjs';
import { inPanel } from './panel';

Object.assign(globalThis, { outcome: inPanel(() => inBrowser(api)) });
