/** However long a provider asks us to wait, we look again after this: one call an hour is no burden, a day lost is. */
export const MAX_RETRY_AFTER_MS = 3_600_000;

/** Milliseconds of a `Retry-After` header (seconds, or a date), from 0 to the ceiling; undefined where there is none that can be read. */
export const retryAfterOf = (headers: Headers, now: Date): number | undefined => {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(Math.ceil(wait), 0), MAX_RETRY_AFTER_MS);
};
