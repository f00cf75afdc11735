import * as api from '/pkg/index.js';
import { inBrowser } from '/program.mjs';

addEventListener('message', async ({ ports: [port] }) => port.postMessage(await inBrowser(api)));
