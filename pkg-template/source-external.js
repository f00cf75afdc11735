/** The file beside this one, compiled while it is loaded. */
export const source = { later: () => new URL('./acs-credentials.wasm', import.meta.url) };
