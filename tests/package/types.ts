// What TypeScript users may write, and what the compiler must refuse. Checked, never run.
import {
  createClient,
  createCredential,
  CredentialsError,
  getCredential,
  init,
  initSync,
  isCredentialsError,
  jsonSchema,
  listCredentials,
  message,
  parseJson,
  schema,
  updateCredential,
  validate,
} from 'acs-credentials';
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import type {
  AccessMethod,
  AcsCredential,
  CreateCredential,
  Issue,
  IssueCode,
  Options,
  Report,
  SystemType,
} from 'acs-credentials';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<_T extends true>(): void {}

// Payloads
const payload: CreateCredential = {
  access_method: 'mobile_key',
  acs_user_id: '33333333-3333-3333-3333-333333333333',
  ends_at: new Date(),
  starts_at: '2025-06-19T21:08:08Z',
  code: undefined,
  visionline_metadata: { card_format: 'TLCode', joiner_acs_credential_ids: ['x'] as const },
};
void createCredential(payload);
// @ts-expect-error there is no such method
void createCredential({ access_method: 'face' });
// @ts-expect-error the access method is required
void createCredential({ acs_user_id: 'x' });
// @ts-expect-error there is no such property
void createCredential({ access_method: 'card', cardFormat: 'TLCode' });
// @ts-expect-error null is no value
void createCredential({ access_method: 'card', code: null });
// @ts-expect-error parameters are required
void getCredential();
void listCredentials();
void listCredentials({ page_cursor: null, limit: 5 });

// Results
async function results(): Promise<void> {
  const credential = await getCredential({ acs_credential_id: 'x' });
  is<Equal<typeof credential, AcsCredential>>();
  const updated = await updateCredential({ acs_credential_id: 'x', code: '1234' });
  // @ts-expect-error the server may answer with nothing
  void updated.code;
  const { acs_credentials, pagination } = await listCredentials();
  is<Equal<typeof acs_credentials, AcsCredential[]>>();
  is<Equal<typeof pagination.next_page_cursor, string | null>>();

  // Open sets: known values complete, new ones compile.
  if (credential.access_method === 'card') void credential.card_number;
  if (credential.external_type === 'something_newer') void 0;
  const method: AccessMethod = 'cloud_key';
  void method;
}
void results;

// The client
const options: Options = {
  endpoint: '/api/seam',
  headers: async () => ({ authorization: 'x' }),
  signal: AbortSignal.timeout(5),
};
interface ForeignHeaders extends Iterable<[string, string]> {
  get(name: string): string | null;
}
declare function arrayBuffer(): Promise<ArrayBuffer>;
const variants: Options[] = [
  { fetch },
  {
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, a: 'b' }, cache: 'no-store' }),
    signal: null,
  },
  { fetch: async (input: RequestInfo | URL, init?: RequestInit) => fetch(new Request(input, init)) },
  // As undici's and node-fetch's are.
  { fetch: async () => ({ status: 200, headers: new Map([['a', 'b']]) as unknown as ForeignHeaders, arrayBuffer }) },
  { headers: new Headers({ a: 'b' }) },
  { headers: [['a', 'b']] },
  { headers: () => new Map([['a', 'b']]) },
  { headers: { a: 'b', c: undefined }, context: { systemType: 'one_of_tomorrow' } },
];
void variants;
// @ts-expect-error a number is no header
createClient({ headers: { a: 5 } });
const client = createClient(options);
async function walk(): Promise<void> {
  for await (const page of client.pages({ limit: 5 })) is<Equal<typeof page.acs_credentials, AcsCredential[]>>();
  for await (const credential of client.all()) is<Equal<typeof credential, AcsCredential>>();
  const issued = await client.waitUntil('x', 'issued', {
    interval: 10,
    timeout: 100,
    onProgress: ({ credential, attempts }) => void [credential.is_issued, attempts],
  });
  is<Equal<typeof issued, AcsCredential>>();
  await client.waitUntil('x', ({ is_issued }) => is_issued);
  // @ts-expect-error no such state
  await client.waitUntil('x', 'done');
}
void walk;
// @ts-expect-error no such option
createClient({ apikey: 'seam_' });

// Validation
const report: Report = validate('create', payload, { now: Date.now(), systemType: 'visionline_system' });
const codes: IssueCode[] = report.issues.map((issue: Issue) => issue.code);
void codes;
// @ts-expect-error no such model
validate('credential', {});
const parsed = parseJson('acs_credential', '{}');
is<Equal<typeof parsed.value, AcsCredential | undefined>>();
if (parsed.valid) is<Equal<typeof parsed.value, AcsCredential>>();
const brand: SystemType = 'visionline_system';
void brand;
const standard = schema('create')['~standard'];
type Input = NonNullable<typeof standard.types>['input'];
is<Equal<Input, CreateCredential>>();
const named: StandardSchemaV1<CreateCredential> & StandardJSONSchemaV1<CreateCredential> = schema('create', {
  systemType: 'x',
});
is<Equal<StandardSchemaV1.InferOutput<typeof named>, CreateCredential>>();
const text: Record<string, unknown> = jsonSchema('get');
const sentence: string | undefined = report.issues.map((issue) =>
  message(issue, { uuid: 'Keine UUID.', enum: (i) => i.code }),
)[0];
void sentence;
// @ts-expect-error no such code
message(report.issues[0]!, { uid: 'x' });
void text;

// Errors
function handle(error: unknown): void {
  if (isCredentialsError(error) && error.kind === 'api') void [error.status, error.type, error.issues[0]?.path];
  if (error instanceof CredentialsError) {
    // @ts-expect-error no such kind
    void (error.kind === 'server');
  }
}
void handle;
declare const status: number | undefined;
const kept = new CredentialsError({ kind: 'api', message: 'No', status }, new Error());
void new CredentialsError(kept.toJSON()).status;
class Own extends CredentialsError {
  override name = 'Own';
}
void Own;
const { all, pages, waitUntil } = createClient({});
void [all, pages, waitUntil];

// Starting
void init('https://example.com/acs-credentials.wasm');
void init(new URL('https://example.com'));
initSync(new Uint8Array());
