import module from './acs-credentials.wasm';

/** Compiled with the worker: workerd does not compile bytes. */
export const source = { now: () => module };
