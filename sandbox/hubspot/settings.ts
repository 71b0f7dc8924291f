import { z } from 'zod';
import { flag, parseEnvironment, redirectUris, wholeNumber } from '../shared/settings-shapes.ts';

export type Settings = {
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  /** What the consent page calls the app. */
  readonly appName: string;
  readonly clientSecret: string;
  readonly tokenSeconds: number;
  readonly codeSeconds: number;
  readonly searchLagMs: number;
  readonly rateLimit: number;
  /** null: any address on this machine. */
  readonly redirectUris: readonly string[] | null;
  readonly rotateRefreshTokens: boolean;
  /** A refresh token that was rotated away ends all tokens when it is used again. */
  readonly reuseEndsAllTokens: boolean;
  /** null: the account lives in memory only. */
  readonly stateFile: string | null;
};

const environment = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: wholeNumber(4010, 0, 65_535),
  SANDBOX_CLIENT_ID: z.string().default('sandbox-client'),
  SANDBOX_APP_NAME: z.string().default('Leadwire'),
  SANDBOX_CLIENT_SECRET: z.string().default('sandbox-secret'),
  SANDBOX_TOKEN_SECONDS: wholeNumber(1800, 1, 31_536_000),
  SANDBOX_CODE_SECONDS: wholeNumber(300, 1, 3600),
  SANDBOX_SEARCH_LAG_MS: wholeNumber(3000, 0, 600_000),
  SANDBOX_RATE_LIMIT: wholeNumber(110, 1, 1_000_000),
  SANDBOX_REDIRECT_URIS: redirectUris,
  SANDBOX_ROTATE_REFRESH_TOKENS: flag('0'),
  SANDBOX_REUSE_ENDS_ALL_TOKENS: flag('0'),
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
    tokenSeconds: read.SANDBOX_TOKEN_SECONDS,
    codeSeconds: read.SANDBOX_CODE_SECONDS,
    searchLagMs: read.SANDBOX_SEARCH_LAG_MS,
    rateLimit: read.SANDBOX_RATE_LIMIT,
    redirectUris: read.SANDBOX_REDIRECT_URIS,
    rotateRefreshTokens: read.SANDBOX_ROTATE_REFRESH_TOKENS,
    reuseEndsAllTokens: read.SANDBOX_REUSE_ENDS_ALL_TOKENS,
    stateFile: read.SANDBOX_STATE_FILE,
  };
}
