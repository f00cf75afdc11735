import process from 'node:process';
import * as api from 'acs-credentials';
import { program } from '../../../program.mjs';

export const dynamic = 'force-dynamic';

export async function GET() {
  return new Response(await program(api, process.env.SANDBOX).catch(String));
}
