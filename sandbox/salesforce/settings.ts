import { z } from 'zod';
import { flag, parseEnvironment, redirectUris, wholeNumber } from '../shared/settings-shapes.ts';
import { KNOWN_SCOPES, USUAL_ORGANISATION } from './organisation.ts';
import { readId } from './record-id.ts';

export const DUPLICATE_RULES = ['OFF', 'ALERT', 'BLOCK'] as const;
export type DuplicateRule = (typeof DUPLICATE_RULES)[number];

/** What may also be changed while the sandbox runs, by `PATCH /__sandbox/options`. */
export type Options = {
  rotateRefreshTokens: boolean;
  /** A session ends when it was not used for so long. */
  sessionSeconds: number;
  /** Calls of a rolling day. */
  dailyLimit: number;
  /** What an app may be granted. */
  scopes: readonly string[];
  /** Where the organisation lives; null: at the sandbox's own address. */
  instanceUrl: string | null;
  /** Most rows of one page of a query, also where the client asks for more. */
  largestPage: number;
  /** What happens to a second Contact or Lead of one e-mail address. */
  duplicateRules: Readonly<Record<string, DuplicateRule>>;
};

export type Settings = {
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  /** What the consent page calls the app. */
  readonly appName: string;
  readonly clientSecret: string;
  readonly codeSeconds: number;
  /** null: any address on this machine. */
  readonly redirectUris: readonly string[] | null;
  readonly organisation: { readonly id: string; readonly name: string; readonly isSandbox: boolean };
  /** null: the organisation lives in memory only. */
  readonly stateFile: string | null;
  /** What the options are before anyone changes them. */
  readonly options: Options;
};

const duplicateRule = z
  .string()
  .default('OFF')
  .transform((text) => text.toUpperCase())
  .pipe(z.enum(DUPLICATE_RULES, { error: 'must be off, alert or block' }));

const environment = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: wholeNumber(4011, 0, 65_535),
  SANDBOX_CLIENT_ID: z.string().default('sandbox-client'),
  SANDBOX_APP_NAME: z.string().default('Leadwire'),
  SANDBOX_CLIENT_SECRET: z.string().default('sandbox-secret'),
  SANDBOX_CODE_SECONDS: wholeNumber(900, 1, 3600),
  SANDBOX_SESSION_SECONDS: wholeNumber(7200, 1, 31_536_000),
  SANDBOX_DAILY_LIMIT: wholeNumber(100_000, 1, 100_000_000),
  SANDBOX_SCOPES: z.string().default(KNOWN_SCOPES.join(' ')).transform((text) => text.trim().split(/\s+/)),
  SANDBOX_REDIRECT_URIS: redirectUris,
  SANDBOX_ROTATE_REFRESH_TOKENS: flag('1'),
  SANDBOX_DUPLICATE_RULES: duplicateRule,
  SANDBOX_INSTANCE_URL: z.url({ error: 'must be an absolute address' }).nullable().default(null),
  SANDBOX_LARGEST_PAGE: wholeNumber(2000, 1, 2000),
  SANDBOX_ORGANISATION_ID: z.string().default(USUAL_ORGANISATION.id).transform((text, issue) => {
    const id = readId(text);
    if (id?.startsWith('00D')) return id;
    issue.addIssue('must be the id of an organisation, which begins with 00D');
    return z.NEVER;
  }),
  SANDBOX_ORGANISATION_NAME: z.string().default(USUAL_ORGANISATION.name),
  SANDBOX_IS_SANDBOX: flag('1'),
  SANDBOX_STATE_FILE: z.string().nullable().default(null),
});

/** Reads the SANDBOX_ variables. Throws one line that names every wrong one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const read = parseEnvironment(environment, env);
  return {
    host: read.SANDBOX_HOST,
    port: read.SANDBOX_PORT,
    clientId: read.SANDBOX_CLIENT_ID,
    appName: read.SANDBOX_APP_NAME,
    clientSecret: read.SANDBOX_CLIENT_SECRET,
    codeSeconds: read.SANDBOX_CODE_SECONDS,
    redirectUris: read.SANDBOX_REDIRECT_URIS,
    organisation: { id: read.SANDBOX_ORGANISATION_ID, name: read.SANDBOX_ORGANISATION_NAME, isSandbox: read.SANDBOX_IS_SANDBOX },
    stateFile: read.SANDBOX_STATE_FILE,
    options: {
      rotateRefreshTokens: read.SANDBOX_ROTATE_REFRESH_TOKENS,
      sessionSeconds: read.SANDBOX_SESSION_SECONDS,
      dailyLimit: read.SANDBOX_DAILY_LIMIT,
      scopes: read.SANDBOX_SCOPES,
      instanceUrl: read.SANDBOX_INSTANCE_URL,
      largestPage: read.SANDBOX_LARGEST_PAGE,
      duplicateRules: { Contact: read.SANDBOX_DUPLICATE_RULES, Lead: read.SANDBOX_DUPLICATE_RULES },
    },
  };
}
