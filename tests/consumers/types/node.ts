// A project for Node alone, without the types of a page.
import { createClient, init, validate } from 'acs-credentials';

void init(new Uint8Array());
void validate('get', {}).issues;
void createClient({ endpoint: 'https://example.com', credentials: 'omit', fetch, signal: AbortSignal.timeout(5) });
