import module from './acs-credentials.wasm?module';

/** Compiled with the function: edge runtimes do not compile bytes. */
export const source = { now: () => module };
