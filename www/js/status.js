/** One line at the foot of the page that tells what was done, also to people who listen to it. */
import { button, el, icon } from './dom.js';
import { texts } from './texts.js';

const STAY = 8000;
const line = el('div', { class: 'status', role: 'status' });
let timer;

export function mountStatus(parent) {
  parent.append(line);
}

export function announce(message) {
  clearTimeout(timer);
  const dismiss = button(texts.dismiss, { kind: 'plain', onclick: clear });
  line.replaceChildren(el('div', { class: 'toast' }, [icon('ok'), el('span', {}, message), dismiss]));
  timer = setTimeout(leave, STAY);
}

/** Not while somebody is about to press the button in it. */
function leave() {
  if (line.matches(':hover, :focus-within')) timer = setTimeout(leave, STAY);
  else clear();
}

function clear() {
  line.replaceChildren();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce(texts.copied);
  } catch {
    announce(texts.notCopied);
  }
}
