/** A UUID: `8-4-4-4-12` hexadecimal digits, in either case. */
export type Uuid = string;

/** A date and time with a zone, as RFC 3339 writes it: `2025-06-19T21:08:08Z`. */
export type DateTime = string;

/** A known value, or one that a newer server has added. */
export type Open<T extends string> = T | (string & {});

// The models: written by the build.
/** Everything that can be checked, by the name of its model. */
export interface Models extends PayloadModels, ReceivedModels {}

/** A problem with a value. */
export interface Issue {
  /** An error keeps a payload from being sent; a warning does not. */
  severity: Severity;
  /** The kind of problem. Codes are never renamed. */
  code: IssueCode;
  /** Where it is: `['visionline_metadata', 'joiner_acs_credential_ids', 2]`; empty for the value itself. */
  path: (string | number)[];
  /** A sentence for the user, ready to be shown beside the field. */
  message: string;
  /** The allowed values: with code `enum`, on payloads (answers may have values that are newer than the package). */
  expected?: string[];
  /** The nearest known value or property, with code `enum` or `unknown`. */
  suggestion?: string;
}

/** The result of a check. */
export interface Report {
  /** True if no issue is an error. */
  valid: boolean;
  /** All issues (of a flood, some ten thousand of each kind): in document order, then what is missing, then the rules across properties. */
  issues: Issue[];
}

/** What some rules depend on besides the payload. */
export interface ValidationContext {
  /** The current time: a `Date`, milliseconds, or a date and time with a zone, to the millisecond. Default: the machine's clock. */
  now?: Date | string | number | undefined;
  /** The `external_type` of the access system, for the rules of its brand. Brands that are not listed have no rules of their own. */
  systemType?: Open<SystemType> | undefined;
  /** The entrances of the access system, for the rules about them. */
  entrances?: readonly AcsEntrance[] | undefined;
}

/** Headers: an object, or name and value pairs, as in a `Headers` or a `Map`. The last of equal names is sent. */
export type OwnHeaders = { readonly [name: string]: string | undefined } | Iterable<readonly [string, string]>;

/** Options of every call. Give at most one token, or none if your own proxy adds it. */
export interface Options {
  /** Root of the API: absolute, or relative to the page (`'/api/seam'`). Default: `https://connect.getseam.com`. */
  endpoint?: string | undefined;
  /** API key (`seam_…`). Not for web pages: it gives unlimited power over the workspace. */
  apiKey?: string | undefined;
  /** Personal access token (`seam_at…`), with `workspaceId`. Not for web pages. */
  personalAccessToken?: string | undefined;
  /** Client session token (`seam_cst…`). Of the eight endpoints only `list` accepts one. */
  clientSessionToken?: string | undefined;
  /** Console session token (a JWT), with `workspaceId`. */
  consoleSessionToken?: string | undefined;
  /** Id of the workspace, with `personalAccessToken` or `consoleSessionToken`. */
  workspaceId?: string | undefined;
  /** Additional headers, or a function that returns them and is called for each attempt. */
  headers?: OwnHeaders | (() => OwnHeaders | Promise<OwnHeaders>) | undefined;
  /** Whether cookies are sent, as in `fetch`. */
  credentials?: 'omit' | 'same-origin' | 'include' | undefined;
  /** Used instead of the global `fetch`, and called in the same way. Must return the response whatever its status, with its body unread. */
  fetch?: ((url: string, init: FetchInit) => Promise<FetchAnswer>) | undefined;
  /** Milliseconds for each attempt, 0 for no limit. Default: 30,000. */
  timeout?: number | undefined;
  /** How often GET and DELETE are repeated after a network error, a timeout, 429 or 5xx. Default: 2, at most 10. */
  retries?: number | undefined;
  /** Aborts the call, which then rejects with the signal's reason. */
  signal?: AbortSignal | null | undefined;
  /** What some rules depend on besides the payload. */
  context?: ValidationContext | undefined;
  /** Called with the warnings of a payload that is sent. Default: `console.warn`, once for each endpoint, path and code. */
  onWarning?: ((warning: { endpoint: string; issues: Issue[] }) => void) | undefined;
  /** Called when an answer differs from the models; paths start at the answer's body. Default: nothing. */
  onDeviation?: ((deviation: { endpoint: string; issues: Issue[] }) => void) | undefined;
  /**
   * Called for each answer. `duration` is in milliseconds since the first attempt began; `status` is 0 for a redirect, whose
   * status browsers hide.
   */
  onResponse?:
    | ((response: { endpoint: string; status: number; requestId?: string; attempts: number; duration: number }) => void)
    | undefined;
}

/** The second argument of a `fetch` of your own; the first is an absolute URL. */
export interface FetchInit {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  credentials?: NonNullable<Options['credentials']>;
  redirect: 'manual';
  signal: AbortSignal;
}

/** What a `fetch` of your own returns: a `Response`, the environment's or another library's. */
export interface FetchAnswer {
  /** The HTTP status; 0 for a redirect, whose status browsers hide. */
  readonly status: number;
  /** `get` returns `null` if there is no such header. */
  readonly headers: { get(name: string): string | null };
  /** The whole body, if there is no stream in `body`. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Options of `pages` and `all`. */
export interface PagesOptions extends Options {
  /** Whether to fetch the next page while you work on this one. Default: false. */
  ahead?: boolean | undefined;
}

/** Options of `waitUntil`. */
export interface WaitOptions extends Options {
  /** Milliseconds for the whole wait, 0 for no limit. Default: 300,000. The client's own `timeout` limits each attempt. */
  timeout?: number | undefined;
  /** Milliseconds between the first two reads; later pauses grow to 15,000, and `Retry-After` is respected. Default: 2,000. */
  interval?: number | undefined;
  /** Called after each successful read. `duration` is in milliseconds since the wait began. */
  onProgress?: ((progress: { credential: AcsCredential; attempts: number; duration: number }) => void) | undefined;
}

/** One page of credentials. Old servers may leave `pagination` out: then this is the last page. */
export interface CredentialsPage {
  acs_credentials: AcsCredential[];
  pagination: Pagination;
}

/**
 * Assigns a credential to a user. The server may answer without the credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/assign
 */
export function assignCredential(params: AssignCredential, options?: Options): Promise<AcsCredential | undefined>;
/**
 * Creates a credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/create
 */
export function createCredential(params: CreateCredential, options?: Options): Promise<AcsCredential>;
/**
 * Deletes a credential, which revokes it.
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
 * Unassigns a credential from a user. The server may answer without the credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/unassign
 */
export function unassignCredential(params: UnassignCredential, options?: Options): Promise<AcsCredential | undefined>;
/**
 * Updates a credential's code or the end of its validity. The server may answer without the credential.
 *
 * @see https://docs.seam.co/api/acs/credentials/update
 */
export function updateCredential(params: UpdateCredential, options?: Options): Promise<AcsCredential | undefined>;

/** The endpoints with options bound once; the names are those of Seam's own SDK. */
export interface Client {
  /** Assigns a credential to a user, as {@link assignCredential}. The server may answer without the credential. */
  assign: typeof assignCredential;
  /** Creates a credential, as {@link createCredential}. */
  create: typeof createCredential;
  /** Deletes a credential, which revokes it, as {@link deleteCredential}. */
  delete: typeof deleteCredential;
  /** Reads a credential, as {@link getCredential}. */
  get: typeof getCredential;
  /** Lists credentials, a page at a time, as {@link listCredentials}; `pages` and `all` iterate over the whole list. */
  list: typeof listCredentials;
  /** Lists the entrances that a credential opens, as {@link listAccessibleEntrances}. */
  listAccessibleEntrances: typeof listAccessibleEntrances;
  /** Unassigns a credential from a user, as {@link unassignCredential}. The server may answer without the credential. */
  unassign: typeof unassignCredential;
  /** Updates a credential's code or the end of its validity, as {@link updateCredential}. The server may answer without it. */
  update: typeof updateCredential;
  /**
   * Iterates over pages, each fetched when it is asked for. `params.page_cursor` resumes an earlier list. Once `options.signal` has
   * aborted, the next step throws its reason, on the last page too.
   */
  pages: (params?: ListCredentials, options?: PagesOptions) => AsyncGenerator<CredentialsPage, void, undefined>;
  /** Iterates over the credentials of all pages. After an abort, the next step throws the signal's reason. */
  all: (params?: ListCredentials, options?: PagesOptions) => AsyncGenerator<AcsCredential, void, undefined>;
  /**
   * Reads a credential again and again until it is issued (`is_issued` is true), in sync with the access system
   * (`is_latest_desired_state_synced_with_provider` is true), or until `condition` returns something truthy. If the first read
   * fails, so does the wait; later, it outlasts `network`, `timeout`, 429 and 5xx.
   */
  waitUntil: (
    acs_credential_id: Uuid,
    condition: 'issued' | 'synced' | ((credential: AcsCredential) => unknown),
    options?: WaitOptions,
  ) => Promise<AcsCredential>;
}

/** Binds options once. Options of a single call are merged over them; so are `headers` and `context`. */
export function createClient(options: Options): Client;

/**
 * Checks a value against a model: synchronously, without any request. Throws only if the model is unknown, the context is wrong, or
 * WebAssembly cannot start.
 */
export function validate(model: keyof Models, value: unknown, context?: ValidationContext): Report;

/** A report, with the parsed value. */
export type Parsed<Value> = Report & ({ valid: true; value: Value } | { valid: false; value?: Value });

/**
 * Checks JSON, as text or bytes, and parses it. For a received model, `value` is there whenever the text is JSON; for a payload, when
 * it is valid.
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
 * A model as a Standard Schema, for form libraries. Warnings do not fail it. `context` applies to every validation; without `now`, the
 * clock is read each time. A wrong model or context throws at once, but a `now` that is no time only with the first validation, which
 * starts the module.
 */
export function schema<Name extends keyof Models>(
  model: Name,
  context?: ValidationContext,
): StandardSchema<Models[Name]>;

/** Sentences by code, which translate or replace the package's own. */
export type Catalogue = { readonly [Code in IssueCode]?: string | ((issue: Issue) => string) };

/** An issue's sentence: the catalogue's for its code, or else the issue's own. Throws a `CredentialsError` if there is neither. */
export function message(issue: Issue, catalogue?: Catalogue): string;

/** A model as JSON Schema, draft 2020-12. */
export function jsonSchema(model: keyof Models): Record<string, unknown>;

/** The properties of an error besides its message. */
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
  /** What went wrong, and so what to do: the README has a table. */
  kind: ErrorKind;
  /** Path of the endpoint that was called. */
  endpoint?: string;
  /** The HTTP status of the answer. */
  status?: number;
  /** The server's own name for the error: `acs_credential_not_found`. */
  type?: string;
  /** The server's id of the request, for its support team. */
  requestId?: string;
  /** Seconds after which the server allows another request. */
  retryAfter?: number;
  /** How many times the request was sent. */
  attempts?: number;
  /** The checker's issues, or the server's `validation_errors` at every depth (code `server`). */
  issues: Issue[];
  /** Everything but `stack` and `cause`, for logs and other threads. */
  toJSON(): Pick<CredentialsError, 'name' | 'message' | ErrorDetail>;
}

/** Whether `value` is a `CredentialsError`, also of another copy of the package. */
export function isCredentialsError(value: unknown): value is CredentialsError;

/** The module's bytes, or a compiled `WebAssembly.Module` (where TypeScript knows it: a Node project need not). */
export type ModuleBytes =
  | ArrayBuffer
  | ArrayBufferView
  | (typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : never);

/** What `init` accepts: an address, a response, bytes or a compiled module. */
export type ModuleSource = string | URL | Response | ModuleBytes;

/** Starts the module, from `source` if given. Never needed with the default entry: every function starts it on first use. */
export function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;

/** The same, synchronously. Never needed with the default entry: `validate` does it on first use. */
export function initSync(source?: ModuleBytes): void;
