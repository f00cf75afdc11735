/** A UUID: `8-4-4-4-12` hexadecimal digits, in either case. */
export type Uuid = string;

/** A date and time with a zone, as RFC 3339 writes it: `2025-06-19T21:08:08Z`. */
export type DateTime = string;

/** A known value, or one that newer servers have added. */
export type Open<T extends string> = T | (string & {});

// The models: written by the build.
/** What can be checked, by name. */
export interface Models extends PayloadModels, ReceivedModels {}

/** One thing that is wrong, or worth a look. */
export interface Issue {
  /** An error keeps a payload from being sent; a warning does not. */
  severity: Severity;
  /** What it is about. Codes are never renamed. */
  code: IssueCode;
  /** Where it is: `['visionline_metadata', 'joiner_acs_credential_ids', 2]`; empty for the value itself. */
  path: (string | number)[];
  /** A sentence for a person, to be shown beside the field as it is. */
  message: string;
  /** The possible values, with code `enum` on a payload; what a server newer than the package may answer, nobody knows. */
  expected?: string[];
  /** The nearest known value or property, with code `enum` or `unknown`. */
  suggestion?: string;
}

/** The verdict on a value. */
export interface Report {
  /** Whether no issue is an error. */
  valid: boolean;
  /** Every issue (of a flood, the first ten thousand): in document order, then what is missing, then the rules across properties. */
  issues: Issue[];
}

/** What the rules may look at beside the payload. */
export interface ValidationContext {
  /** The present, as a `Date`, milliseconds or a date and time with a zone, to the millisecond; the machine's clock unless given. */
  now?: Date | string | number | undefined;
  /** The `external_type` of the access system, for the rules of its brand; those that are not named here have none of their own. */
  systemType?: Open<SystemType> | undefined;
  /** The entrances of the access system, for the rules about them. */
  entrances?: readonly AcsEntrance[] | undefined;
}

/** Headers, as an object, or as pairs such as a `Headers` or a `Map` has. Of equal names the last is sent. */
export type OwnHeaders = { readonly [name: string]: string | undefined } | Iterable<readonly [string, string]>;

/** Options of every call. At most one token; none means that your own proxy adds it. */
export interface Options {
  /** Root of the API: absolute, or relative to the page (`'/api/seam'`). Default: `https://connect.getseam.com`. */
  endpoint?: string | undefined;
  /** API key (`seam_…`). Not for web pages: it has unlimited power over the workspace. */
  apiKey?: string | undefined;
  /** Personal access token (`seam_at…`), with `workspaceId`. Not for web pages. */
  personalAccessToken?: string | undefined;
  /** Client session token (`seam_cst…`). Of the eight endpoints only `list` accepts one. */
  clientSessionToken?: string | undefined;
  /** Console session token (a JWT), with `workspaceId`. */
  consoleSessionToken?: string | undefined;
  /** Id of the workspace, with `personalAccessToken` or `consoleSessionToken`. */
  workspaceId?: string | undefined;
  /** Headers of your own, or a function that makes them anew for each attempt. */
  headers?: OwnHeaders | (() => OwnHeaders | Promise<OwnHeaders>) | undefined;
  /** Whether cookies are sent, as in `fetch`. */
  credentials?: 'omit' | 'same-origin' | 'include' | undefined;
  /** Used in place of the global `fetch`, and called as that is. Answers with the response whatever its status, its body unread. */
  fetch?: ((url: string, init: FetchInit) => Promise<FetchAnswer>) | undefined;
  /** Milliseconds for each attempt, 0 for no limit. Default: 30,000. */
  timeout?: number | undefined;
  /** How often GET and DELETE are repeated after a network error, a timeout, 429 or 5xx. Default: 2. */
  retries?: number | undefined;
  /** Ends the call; it rejects with the signal's reason. */
  signal?: AbortSignal | null | undefined;
  /** What the rules may look at beside the payload. */
  context?: ValidationContext | undefined;
  /** Hears of warnings on a payload that is sent. Default: `console.warn`, once for each path and code. */
  onWarning?: ((warning: { endpoint: string; issues: Issue[] }) => void) | undefined;
  /** Hears of an answer that differs from the models; paths start at the answer's body. Default: silence. */
  onDeviation?: ((deviation: { endpoint: string; issues: Issue[] }) => void) | undefined;
  /**
   * Hears of each answer. `duration` is in milliseconds, from the first attempt on; `status` is 0 for a redirect, of which
   * browsers tell nothing.
   */
  onResponse?:
    | ((response: { endpoint: string; status: number; requestId?: string; attempts: number; duration: number }) => void)
    | undefined;
}

/** What a `fetch` of your own is told of a request, beside its absolute URL. */
export interface FetchInit {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  credentials?: NonNullable<Options['credentials']>;
  redirect: 'manual';
  signal: AbortSignal;
}

/** What a `fetch` of your own answers with: a `Response`, the environment's or another library's. */
export interface FetchAnswer {
  /** The HTTP status; 0 for a redirect, of which browsers tell nothing. */
  readonly status: number;
  /** `get` gives `null` where there is no such header. */
  readonly headers: { get(name: string): string | null };
  /** The whole body, for an answer without a stream in `body`. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Options of `pages` and `all`. */
export interface PagesOptions extends Options {
  /** Whether to fetch the next page while the one before it is being looked at. Default: false. */
  ahead?: boolean | undefined;
}

/** Options of `waitUntil`. */
export interface WaitOptions extends Options {
  /** Milliseconds that the whole wait may take, 0 for no limit. Default: 300,000. The client's own `timeout` limits each attempt. */
  timeout?: number | undefined;
  /** Milliseconds between the first two reads; later pauses grow up to 15,000, and last as long as `Retry-After` says. Default: 2,000. */
  interval?: number | undefined;
  /** Hears of each read that succeeds. `duration` is in milliseconds, from the beginning of the wait. */
  onProgress?: ((progress: { credential: AcsCredential; attempts: number; duration: number }) => void) | undefined;
}

/** One page of credentials. Old servers may leave `pagination` out: then there is no further one. */
export interface CredentialsPage {
  acs_credentials: AcsCredential[];
  pagination: Pagination;
}

/**
 * Gives a credential to a person. The server may answer without the credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/assign
 */
export function assignCredential(params: AssignCredential, options?: Options): Promise<AcsCredential | undefined>;
/**
 * Makes a credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/create
 */
export function createCredential(params: CreateCredential, options?: Options): Promise<AcsCredential>;
/**
 * Revokes a credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/delete
 */
export function deleteCredential(params: DeleteCredential, options?: Options): Promise<void>;
/**
 * Reads a credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/get
 */
export function getCredential(params: GetCredential, options?: Options): Promise<AcsCredential>;
/**
 * Lists credentials, a page at a time.
 *
 * @see https://docs.seam.co/api/acs/credentials/list
 */
export function listCredentials(params?: ListCredentials, options?: Options): Promise<CredentialsPage>;
/**
 * Lists the entrances that a credential opens.
 *
 * @see https://docs.seam.co/api/acs/credentials/list_accessible_entrances
 */
export function listAccessibleEntrances(params: ListAccessibleEntrances, options?: Options): Promise<AcsEntrance[]>;
/**
 * Takes a credential away from a person. The server may answer without the credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/unassign
 */
export function unassignCredential(params: UnassignCredential, options?: Options): Promise<AcsCredential | undefined>;
/**
 * Changes a credential's code or the end of its validity. The server may answer without the credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/update
 */
export function updateCredential(params: UpdateCredential, options?: Options): Promise<AcsCredential | undefined>;

/** The endpoints with options bound once; the names are those of Seam's own SDK. */
export interface Client {
  /** Gives a credential to a person, as {@link assignCredential}. The server may answer without the credential. */
  assign: typeof assignCredential;
  /** Makes a credential, as {@link createCredential}. */
  create: typeof createCredential;
  /** Revokes a credential, as {@link deleteCredential}. */
  delete: typeof deleteCredential;
  /** Reads a credential, as {@link getCredential}. */
  get: typeof getCredential;
  /** Lists credentials, a page at a time, as {@link listCredentials}; `pages` and `all` go through the whole list. */
  list: typeof listCredentials;
  /** Lists the entrances that a credential opens, as {@link listAccessibleEntrances}. */
  listAccessibleEntrances: typeof listAccessibleEntrances;
  /** Takes a credential away from a person, as {@link unassignCredential}. The server may answer without the credential. */
  unassign: typeof unassignCredential;
  /** Changes a credential's code or the end of its validity, as {@link updateCredential}. The server may answer without it. */
  update: typeof updateCredential;
  /**
   * Page after page, each asked for when it is wanted. `params.page_cursor` resumes an earlier list. Once `options.signal` has
   * aborted, the next step throws its reason, on the last page too.
   */
  pages: (params?: ListCredentials, options?: PagesOptions) => AsyncIterableIterator<CredentialsPage>;
  /** Credential after credential, across all pages. After an abort no further one comes: the next step throws the signal's reason. */
  all: (params?: ListCredentials, options?: PagesOptions) => AsyncIterableIterator<AcsCredential>;
  /**
   * Reads a credential again and again until it is issued (`is_issued` is true), in sync with the access system
   * (`is_latest_desired_state_synced_with_provider` is true), or as `condition` says, by anything that counts as true. Where the
   * first read fails, so does the wait; later, `network`, `timeout`, 429 and 5xx may pass, and it goes on.
   */
  waitUntil: (
    acs_credential_id: Uuid,
    condition: 'issued' | 'synced' | ((credential: AcsCredential) => unknown),
    options?: WaitOptions,
  ) => Promise<AcsCredential>;
}

/** Binds options once. Options of a single call are added to them, headers and contexts too. */
export function createClient(options: Options): Client;

/**
 * Checks a value against a model: synchronously, without any request. Throws for an unknown model or a wrong context only, and where
 * WebAssembly cannot start.
 */
export function validate(model: keyof Models, value: unknown, context?: ValidationContext): Report;

/** A report, with the value that it is about. */
export type Parsed<Value> = Report & ({ valid: true; value: Value } | { valid: false; value?: Value });

/**
 * Checks JSON, text or bytes, and parses it. `value` is there for a received model whenever the text is JSON, for a
 * payload when it is valid.
 */
export function parseJson<Name extends keyof Models>(
  model: Name,
  json: string | Uint8Array,
  context?: ValidationContext,
): Parsed<Models[Name]>;

/** A Standard Schema (https://standardschema.dev) and a Standard JSON Schema (https://standardschema.dev/json-schema). */
export interface StandardSchema<Value> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'acs-credentials';
    readonly validate: (value: unknown) => { value: Value; issues?: undefined } | { issues: readonly Issue[] };
    readonly types?: { readonly input: Value; readonly output: Value } | undefined;
    readonly jsonSchema: {
      /** Targets: `draft-2020-12` and `draft-07`; throws for others. */
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
}

/**
 * A model as a Standard Schema, as form libraries take it. Warnings do not fail it.
 * `context` holds for every validation: without `now`, the clock is read each time. The module starts with the first validation, which
 * also refuses a `now` that is no time; all else that is wrong with the context or the model throws at once.
 */
export function schema<Name extends keyof Models>(
  model: Name,
  context?: ValidationContext,
): StandardSchema<Models[Name]>;

/** Sentences by code, to translate or replace those of the package. */
export type Catalogue = { readonly [Code in IssueCode]?: string | ((issue: Issue) => string) };

/** An issue's sentence: the catalogue's, where it has one for the issue's code, else the issue's own; throws a `CredentialsError` if there is neither. */
export function message(issue: Issue, catalogue?: Catalogue): string;

/** A model as JSON Schema, draft 2020-12. */
export function jsonSchema(model: keyof Models): Record<string, unknown>;

/** What an error may tell beside its message. */
export type ErrorDetail = 'kind' | 'endpoint' | 'status' | 'type' | 'requestId' | 'retryAfter' | 'attempts' | 'issues';

/** The one error that this package throws. */
export class CredentialsError extends Error {
  constructor(
    details: Pick<CredentialsError, 'kind' | 'message'> & {
      [Detail in ErrorDetail]?: CredentialsError[Detail] | undefined;
    },
    cause?: unknown,
  );
  name: string;
  /** The error underneath, if there is one. */
  cause?: unknown;
  /** What happened. */
  kind: ErrorKind;
  /** Path of the endpoint that was called. */
  endpoint?: string;
  /** The HTTP status of the answer. */
  status?: number;
  /** The server's own name for the error: `acs_credential_not_found`. */
  type?: string;
  /** The server's id of the request, for its support. */
  requestId?: string;
  /** Seconds after which the server wants to be asked again. */
  retryAfter?: number;
  /** How many times the request was sent. */
  attempts?: number;
  /** The checker's issues, or the server's `validation_errors` at every depth (code `server`). */
  issues: Issue[];
  /** All but the stack and the cause, for logs. */
  toJSON(): Pick<CredentialsError, 'name' | 'message' | ErrorDetail>;
}

/** Whether `value` is a `CredentialsError`, also one of another copy of the package. */
export function isCredentialsError(value: unknown): value is CredentialsError;

/** Bytes of the module, or the module compiled: a `WebAssembly.Module`, where TypeScript knows it (a Node project need not). */
export type ModuleBytes =
  | ArrayBuffer
  | ArrayBufferView
  | (typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : never);

/** What `init` takes: an address, an answer, bytes or a compiled module. */
export type ModuleSource = string | URL | Response | ModuleBytes;

/** Starts the module from `source`, or from inside the package. Never needed: every function starts it on first use. */
export function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;

/** The same at once. Never needed: `validate` does it on first use. */
export function initSync(source?: ModuleBytes): void;
