export * as api from 'acs-credentials';
