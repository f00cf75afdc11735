// `?module` imports it compiled: wrangler, Next and Nitro all know that. Without it, Nitro would instantiate the module itself.
import module from './acs-credentials.wasm?module';

/** Compiled with the function or worker: neither workerd nor edge runtimes compile bytes. */
export const source = { now: () => module };
