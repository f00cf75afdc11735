import { validate } from 'acs-credentials';

export const isValid = (payload) => validate('create', payload).valid;
