import { cleanLine } from '../../shared/clean-text.ts';
import type { RequestOrigin } from '../../shared/context.ts';

/** Longest name and version kept of a client, in UTF-16 units: both go into every log line and into labels of metrics. */
const NAME_MAX = 100;
const VERSION_MAX = 50;

const line = (value: unknown, max: number): string | null =>
  typeof value === 'string' ? cleanLine(value.slice(0, max).toWellFormed(), { field: 'client', max }, []) : null;

/**
 * What a client calls itself: in Apollo's two headers, or in `connection_init` under the same names or as `clientName`
 * and `clientVersion`. Null for one without a name.
 */
export const clientOf = (facts: Readonly<Record<string, unknown>>): RequestOrigin['client'] => {
  const name = line(facts['apollographql-client-name'] ?? facts['clientName'], NAME_MAX);
  return name === null ? null : { name, version: line(facts['apollographql-client-version'] ?? facts['clientVersion'], VERSION_MAX) };
};
