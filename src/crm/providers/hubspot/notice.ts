import { deprecationOf } from '../../deprecation.ts';
import type { CrmLane, CrmNotice } from '../../crm-provider.ts';
import type { HubspotSettings } from './settings.ts';

const numberIn = (headers: Headers, name: string): number | undefined => {
  const value = headers.get(`x-hubspot-ratelimit-${name}`)?.trim() ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
};

const windowOf = (headers: Headers): CrmNotice['window'] => {
  const [limit, remaining, resetMs] = [numberIn(headers, 'max'), numberIn(headers, 'remaining'), numberIn(headers, 'interval-milliseconds')];
  return limit === undefined || remaining === undefined ? undefined : { limit, remaining, resetMs: resetMs ?? 0 };
};

/** Of apps with a token of their own; it begins anew at midnight of a time zone that we do not know. */
const quotaOf = (headers: Headers): CrmNotice['quota'] => {
  const [limit, remaining] = [numberIn(headers, 'daily'), numberIn(headers, 'daily-remaining')];
  return limit === undefined ? undefined : { limit, used: remaining === undefined ? null : Math.max(limit - remaining, 0), resetsAt: null };
};

/** What the headers of an answer tell. */
export const noticeOf = ({ apiVersion }: HubspotSettings, headers: Headers, lane: CrmLane): CrmNotice => {
  const [window, quota, warning] = [windowOf(headers), quotaOf(headers), deprecationOf(headers, { provider: 'HubSpot', apiVersion })];
  return { lane, ...(window && { window }), ...(quota && { quota }), ...(warning !== undefined && { warning }) };
};
