import { init, validate } from 'acs-credentials/external';

export async function isValid(payload) {
  await init();
  return validate('create', payload).valid;
}
