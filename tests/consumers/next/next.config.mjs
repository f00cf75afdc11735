import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

// The folder of node_modules.
export default { turbopack: { root: dirname(dirname(fileURLToPath(import.meta.url))) } };
