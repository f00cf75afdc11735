/** The dialogs of the panel: what the rest of the page may ask for. */
import { nothing } from '../lib/html.js';

export function openCreate() {}
export function openUpdate() {}
export function openAssign() {}
export function openUnassign() {}
export function openDelete() {}
export function openWait() {}
export const Dialogs = () => nothing;
