// Shared modules are there once something has been imported asynchronously.
globalThis.outcome = import('./shared.js').then(({ run }) => run());
