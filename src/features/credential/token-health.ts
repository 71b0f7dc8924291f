import type { CredentialRow } from './credential.entity.ts';
import { renewalDue } from './renewal-due.ts';

/** REFRESHING is not told: a renewal takes less time than asking for it. */
export type TokenStatus = 'VALID' | 'EXPIRING' | 'EXPIRED' | 'FAILING' | 'REVOKED';

/** How a connection's tokens fare; the type TokenHealth of the public schema. */
export interface TokenHealth {
  status: TokenStatus;
  expiresAt: Date | null;
  lastRefreshedAt: Date | null;
  consecutiveFailures: number;
  reconnectUrl: string | null;
}

type Facts = Pick<CredentialRow, 'expiresAt' | 'lastRefreshedAt' | 'createdAt' | 'revokedAt' | 'consecutiveFailures'>;

/** What can no longer be used counts before why. */
const statusOf = (facts: Facts, now: Date): TokenStatus => {
  const due = renewalDue(facts);
  if (facts.revokedAt !== null) return 'REVOKED';
  if (facts.expiresAt !== null && facts.expiresAt <= now) return 'EXPIRED';
  if (facts.consecutiveFailures > 0) return 'FAILING';
  return due !== null && due <= now ? 'EXPIRING' : 'VALID';
};

/** How tokens fare, but for where a person connects again. */
export const tokenHealth = (facts: Facts, now: Date): Omit<TokenHealth, 'reconnectUrl'> => {
  const { expiresAt, lastRefreshedAt, consecutiveFailures } = facts;
  return { status: statusOf(facts, now), expiresAt, lastRefreshedAt, consecutiveFailures };
};
