/** The dialogs of the panel: what the rest of the page may ask for. */
export { changesOf, openAssign, openUnassign, openUpdate } from './changes.js';
export { openCreate } from './create.js';
export { openDelete } from './delete.js';
export { Dialogs } from './dialog.js';
export { openWait } from './wait.js';
