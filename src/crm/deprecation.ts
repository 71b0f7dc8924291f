/** What can be read of a date in a header: RFC 8594 writes it like HTTP, RFC 9745 as `@` and epoch seconds. */
const dayOf = (value: string | null): string | null => {
  if (value === null) return null;
  const epoch = /^@(\d{1,11})$/.exec(value.trim())?.[1];
  const date = epoch === undefined ? new Date(value) : new Date(Number(epoch) * 1_000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
};

/**
 * What `Sunset` and `Deprecation` headers say, as a sentence for people: the same for every answer that says the same.
 * Undefined where there are none.
 */
export const deprecationOf = (headers: Headers, { provider, apiVersion }: { provider: string; apiVersion: string }): string | undefined => {
  const [sunset, deprecated] = [headers.get('sunset'), headers.get('deprecation')];
  if (sunset === null && (deprecated === null || deprecated.trim() === 'false')) return undefined;
  const end = dayOf(sunset);
  const what = sunset === null ? `${provider} advises against version ${apiVersion} of its API` : `${provider} will end version ${apiVersion} of its API`;
  return `${what}${end === null ? '' : ` on ${end}`}: whoever runs this server sets a newer one.`;
};
