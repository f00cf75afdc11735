// Import maps do not reach workers.
import * as api from '/pkg/index.js';
import { inBrowser } from '/program.mjs';

postMessage(await inBrowser(api));
