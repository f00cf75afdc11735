// The same functions. The module is the file acs-credentials.wasm, which `init` loads: await it before anything synchronous.
export * from './index.js';
