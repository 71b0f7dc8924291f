import type { CredentialRow } from './credential.entity.ts';

/** How the tokens of connections are kept alive. */
interface RenewalSettings {
  /** How often a worker looks for what is due. */
  readonly sweepMs: number;
  /** The longest renewal. */
  readonly renewalTimeoutMs: number;
  /** They are renewed at least this often. */
  readonly keepAliveMs: number;
}

declare module '../../shared/context.ts' {
  interface Parts {
    readonly credentials: RenewalSettings;
  }
}

/** Tokens are renewed this long before their end, so that no call is made with one that ends under way. */
const MARGIN_MS = 120_000;
/** But never before this share of their life is over: short ones would be renewed at every call. */
const SHARE_OF_LIFE = 0.8;

type Life = Pick<CredentialRow, 'expiresAt' | 'lastRefreshedAt' | 'createdAt'>;

/** From when on tokens are renewed; null where the provider does not tell their end. */
export const renewalDue = ({ expiresAt, lastRefreshedAt, createdAt }: Life): Date | null => {
  if (expiresAt === null) return null;
  const end = expiresAt.getTime();
  const life = end - (lastRefreshedAt ?? createdAt).getTime();
  return new Date(end - Math.min(MARGIN_MS, life * (1 - SHARE_OF_LIFE)));
};
