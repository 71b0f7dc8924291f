/** A provider's JSON as PostgreSQL can hold it: without NUL and half characters, which no jsonb takes. */
export const storable = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part))) as T;
