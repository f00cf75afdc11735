import { effect, untracked } from '@preact/signals-core';
import { client } from './settings.js';

/** Runs now, and again for each other server or caller. */
export const onClient = (run) =>
  effect(() => {
    try {
      void client.value;
    } catch {
      // Settings that make no client: whoever uses it hears of it.
    }
    untracked(run);
  });
