import * as api from 'acs-credentials';
import { program } from '../../../program.mjs';

export const runtime = 'edge';

export async function GET(request) {
  return new Response(await program(api, new URL(request.url).searchParams.get('sandbox')).catch(String));
}
