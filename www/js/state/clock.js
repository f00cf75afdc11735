/** The time as the page tells it: what ends in a minute has ended a minute later. */
import { signal } from '@preact/signals-core';

const STEP = 30_000;

export const now = signal(Date.now());

setInterval(() => (now.value = Date.now()), STEP);
