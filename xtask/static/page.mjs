/** The static demo: first the sandbox, then the panel; or what keeps them from starting. */

const INSECURE = ['The demo needs a secure address.', 'Open it by https, or from this machine itself.'];
const REFUSED = [
  'The demo cannot start in this browser.',
  'A service worker stands in for its server, and none is allowed here. Allow site data for this address, or leave the private window.',
];
const LOST = ['A part of the demo could not be loaded.', 'Check the connection and load the page again.'];

function tell([title, advice]) {
  const made = (tag, textContent, more) => Object.assign(document.createElement(tag), { textContent, ...more });
  const told = made('div', '', { className: 'blank', role: 'alert' });
  told.append(made('h2', title), made('p', advice));
  document.getElementById('app').replaceChildren(told);
}

async function start() {
  if (!isSecureContext) return tell(INSECURE);
  let words = LOST;
  try {
    const { listen } = await import('./sandbox.mjs');
    words = REFUSED;
    await listen();
    words = LOST;
    await import('../../www/js/main.js');
  } catch (error) {
    // What reads or keeps site data where none is allowed.
    tell(error instanceof DOMException ? REFUSED : words);
    throw error;
  }
}

await start();
