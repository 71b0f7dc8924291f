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

const statusOf = (facts: Facts, now: Date): TokenStatus => {
  const due = renewalDue(facts);
  if (facts.revokedAt !== null) return 'REVOKED';
  if (facts.consecutiveFailures > 0) return 'FAILING';
  if (facts.expiresAt !== null && facts.expiresAt <= now) return 'EXPIRED';
  return due !== null && due <= now ? 'EXPIRING' : 'VALID';
};

/** `reconnectUrl` is where a person connects again; it is shown only once that is what is needed. */
export const tokenHealth = (facts: Facts, now: Date, reconnectUrl: string): TokenHealth => {
  const status = statusOf(facts, now);
  const { expiresAt, lastRefreshedAt, consecutiveFailures } = facts;
  return { status, expiresAt, lastRefreshedAt, consecutiveFailures, reconnectUrl: status === 'REVOKED' ? reconnectUrl : null };
};
