// As what is compiled already: wrangler, Next and Nitro all know it by `?module`; Nitro takes it for one to instantiate without.
import module from './acs-credentials.wasm?module';

/** Compiled with the function or worker: neither workerd nor edge runtimes compile bytes. */
export const source = { now: () => module };
