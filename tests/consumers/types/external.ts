// The external entry has the types of the default one.
import * as api from 'acs-credentials';
import * as external from 'acs-credentials/external';

const same: typeof api = external;
void same.init(new Response());
declare const module: WebAssembly.Module;
void same.init(module);
same.initSync(module);
