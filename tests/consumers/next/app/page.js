'use client';
import * as api from 'acs-credentials';
import { useEffect } from 'react';
import { inBrowser } from '../../program.mjs';

export default function Page() {
  useEffect(() => {
    globalThis.outcome = inBrowser(api);
  }, []);
  // Rendered on the server first.
  return api.validate('get', {}).issues[0].message;
}
