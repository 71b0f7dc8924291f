import { z } from 'zod';

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
  /** null: the account lives in memory only. */
  readonly stateFile: string | null;
};

const wholeNumber = (fallback: number, smallest: number, largest: number) =>
  z
    .string()
    .default(String(fallback))
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= smallest && Number(text) <= largest, {
      error: `must be a whole number from ${smallest} to ${largest}`,
    })
    .transform(Number);

const redirectUris = z
  .string()
  .optional()
  .transform((text) => text?.split(',').map((uri) => uri.trim()) ?? null)
  .refine((uris) => uris === null || uris.every((uri) => URL.canParse(uri)), {
    error: 'must be absolute addresses, separated by commas',
  });

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
  SANDBOX_ROTATE_REFRESH_TOKENS: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
  SANDBOX_STATE_FILE: z.string().nullable().default(null),
});

/** Reads the SANDBOX_ variables; an empty one counts as unset. Throws one line that names every wrong one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.entries(env).filter(([name, text]) => name.startsWith('SANDBOX_') && text !== '');
  const parsed = environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
  }
  const read = parsed.data;
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
    rotateRefreshTokens: read.SANDBOX_ROTATE_REFRESH_TOKENS === '1',
    stateFile: read.SANDBOX_STATE_FILE,
  };
}
