/** Templates, and the few directives that the page uses. Text is only ever text here: nothing reads markup. */
import { computed } from '@preact/signals-core';
import { nothing } from 'lit-html';
import { directive, Directive } from 'lit-html/directive.js';
import { guard } from 'lit-html/directives/guard.js';

export { html, nothing, render, svg } from 'lit-html';
export { guard };
export { ifDefined } from 'lit-html/directives/if-defined.js';
export { keyed } from 'lit-html/directives/keyed.js';
export { live } from 'lit-html/directives/live.js';
export { ref } from 'lit-html/directives/ref.js';
export { repeat } from 'lit-html/directives/repeat.js';

/**
 * A view that is made and compared again only when a signal that it reads has changed.
 *
 * @param {() => unknown} view
 * @returns {() => unknown}
 */
export function memo(view) {
  const made = computed(view);
  return () => guard([made.value], () => made.value);
}

class Properties extends Directive {
  update({ element }, [wanted]) {
    for (const [name, value] of Object.entries(wanted)) {
      if (this.set?.[name] !== value) element.style.setProperty(name, value);
    }
    this.set = wanted;
    return nothing;
  }
}

/**
 * Style properties by the CSSOM, also at first: the page's policy allows no style attribute.
 * `<div ${styles({ '--start': '12px' })}>`
 *
 * @type {(wanted: Record<string, string>) => unknown}
 */
export const styles = directive(Properties);
