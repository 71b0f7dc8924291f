import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { CrmError, type CrmSession } from '../../crm-provider.ts';
import { httpExchange } from '../../http-exchange.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import { refusalOf } from './refusal.ts';
import type { SalesforceSettings } from './settings.ts';

/** The newest that this connector was written for. */
export const NEWEST_VERSION = 68;
/** The oldest that has all that it uses. */
const OLDEST_VERSION = 58;

/** Organisations whose version one process remembers, and for how long: Salesforce adds three a year, and keeps old ones for years. */
const MAX_KNOWN = 1_000;
const KNOWN_MS = 86_400_000;

const known = new WeakMap<SalesforceSettings, LRUCache<string, string>>();

const cacheOf = (settings: SalesforceSettings) => {
  const cache = known.get(settings) ?? new LRUCache<string, string>({ max: MAX_KNOWN, ttl: KNOWN_MS });
  known.set(settings, cache);
  return cache;
};

const list = z.array(z.object({ version: z.string() }));

const tooOld = (): CrmError =>
  new CrmError({
    code: 'PERMISSION',
    message: `This Salesforce organisation knows none of the API versions ${OLDEST_VERSION}.0 to ${NEWEST_VERSION}.0.`,
    hint: 'Whoever runs this server sets SALESFORCE_API_VERSION, or updates Leadwire.',
    retryable: false,
  });

const newestOf = (versions: readonly string[]): string => {
  const usable = versions.map((version) => /^(\d{2,3})\.0$/.exec(version)?.[1]).map(Number).filter((number) => number >= OLDEST_VERSION && number <= NEWEST_VERSION);
  if (usable.length === 0) throw tooOld();
  return `v${Math.max(...usable)}.0`;
};

/**
 * The version to call an organisation with: the configured one, else the newest that the organisation and this
 * connector both know. Asked without the token, which the list does not need.
 */
export const apiVersionFor = async (settings: SalesforceSettings, { signal, record, turn }: CrmSession, origin: string): Promise<string> => {
  if (settings.apiVersion !== null) return settings.apiVersion;
  const cache = cacheOf(settings);
  const found = cache.get(origin);
  if (found !== undefined) return found;
  await turn();
  const answer = await httpExchange({ provider: 'Salesforce', method: 'GET', url: new URL('/services/data', origin), headers: {}, signal, secrets: [], record }, settings.http);
  const refusal = refusalOf(answer, settings.clock.now());
  if (refusal) throw refusal;
  const read = list.safeParse(answer.body);
  if (!read.success) throw unreadableAnswer('Salesforce');
  const version = newestOf(read.data.map(({ version: one }) => one));
  cache.set(origin, version);
  return version;
};
