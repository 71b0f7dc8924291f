import type { FastifyReply } from 'fastify';
import { rateLimited } from '../hubspot-error.ts';
import type { Sandbox } from '../state.ts';

const WINDOW_MS = 10_000;
const SEARCHES_PER_SECOND = 5;
const SEARCH_WINDOW_MS = 1_000;
/** Of static-token apps in an account of the smallest plan. */
const CALLS_PER_DAY = 250_000;

export const isSearch = (pathname: string) => pathname.startsWith('/crm/') && pathname.endsWith('/search');

/** Counts a call of one app. A search has its own limit and no headers; everything else shares the ten-second one. */
export function limitRate(sandbox: Sandbox, reply: FastifyReply, app: 'static' | 'oauth', pathname: string): void {
  if (isSearch(pathname)) {
    if (takeCall(sandbox, 'search', SEARCHES_PER_SECOND, SEARCH_WINDOW_MS) < 0) throw rateLimited('SECONDLY');
    return;
  }
  const left = takeCall(sandbox, app, sandbox.settings.rateLimit, WINDOW_MS);
  sendRateHeaders(sandbox, reply, Math.max(left, 0));
  if (app === 'static') sendDailyHeaders(sandbox, reply);
  if (left < 0) throw rateLimited('TEN_SECONDLY_ROLLING');
}

/** Apps with OAuth have no daily limit, and are sent no such headers. */
function sendDailyHeaders(sandbox: Sandbox, reply: FastifyReply): void {
  sandbox.callsToday += 1;
  reply.headers({
    'X-HubSpot-RateLimit-Daily': String(CALLS_PER_DAY),
    'X-HubSpot-RateLimit-Daily-Remaining': String(Math.max(CALLS_PER_DAY - sandbox.callsToday, 0)),
  });
}

export function sendRateHeaders({ settings }: Sandbox, reply: FastifyReply, remaining: number): void {
  reply.headers({
    'X-HubSpot-RateLimit-Max': String(settings.rateLimit),
    'X-HubSpot-RateLimit-Remaining': String(remaining),
    'X-HubSpot-RateLimit-Interval-Milliseconds': String(WINDOW_MS),
  });
}

/** The calls left in the rolling window after this one; -1 when there was none left. A refused call does not count. */
function takeCall(sandbox: Sandbox, bucket: string, limit: number, windowMs: number): number {
  const now = Date.now();
  const recent = (sandbox.calls.get(bucket) ?? []).filter((at) => at > now - windowMs);
  const left = limit - recent.length;
  if (left > 0) recent.push(now);
  sandbox.calls.set(bucket, recent);
  return left - 1;
}
