import { renewalDue } from './renewal-due.ts';

/** A worker renews up to this long before a caller would, */
const LEAD_MS = 60_000;
/** or this share of the tokens' life: nobody has to wait for a renewal then. */
const LEAD_SHARE = 0.1;
/** Keep-alives fall into the last tenth of their interval. */
const KEEP_ALIVE_SPREAD = 0.1;

/**
 * When a worker renews tokens that were got now: ahead of their end, and within the interval of the keep-alive. By
 * chance within bounds, so that connections that were made together are not renewed together for ever.
 */
export const nextRenewal = (expiresAt: Date | null, now: Date, keepAliveMs: number, random = Math.random): Date => {
  const keptUntil = now.getTime() + keepAliveMs * (1 - KEEP_ALIVE_SPREAD * random());
  const due = renewalDue({ expiresAt, lastRefreshedAt: now, createdAt: now });
  if (expiresAt === null || due === null) return new Date(keptUntil);
  const lead = Math.min(LEAD_MS, (expiresAt.getTime() - now.getTime()) * LEAD_SHARE);
  return new Date(Math.min(keptUntil, due.getTime() - lead * random()));
};
