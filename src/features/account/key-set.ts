import jwks from 'jwks-rsa';
import { AppError } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';

/** How long keys are used before they are asked for again. */
const FRESH_MS = 600_000;
/** How long the last known keys serve a provider that does not answer. */
const STALE_MAX_MS = 86_400_000;
/** Shortest time from one try to the next: tokens with made-up keys must not have us call the provider for each of them. */
const PAUSE_MS = 5_000;
/** A token waits for the answer; a provider that is slower counts as down. */
const TIMEOUT_MS = 2_000;

export interface ProviderKey {
  /** SPKI in PEM. */
  readonly publicKey: string;
  /** The one algorithm it is for; undefined where the provider does not say. */
  readonly alg: string | undefined;
}

/** The public keys of an identity provider. */
export interface KeySet {
  /**
   * The key with this id; null where the provider has none such.
   * @throws AppError SERVICE_UNAVAILABLE where that cannot be told, since the provider does not answer
   */
  readonly find: (kid: string) => Promise<ProviderKey | null>;
}

const fetchKeys = async (url: string): Promise<{ keys: unknown }> => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error', headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The JWKS URL answered ${String(answer.status)}.`);
  return (await answer.json()) as { keys: unknown };
};

const unavailable = (retryAfter: number, cause: unknown) =>
  new AppError('SERVICE_UNAVAILABLE', 'The identity provider cannot be asked for its keys at the moment. Try again in a few seconds.', { retryAfter, cause });

/**
 * The keys behind a JWKS URL, all of them kept. They are fetched anew when they are old, and for an id that is not
 * among them, at most once in a pause. jwks-rsa's own cache and limit are not used: they count by key id, so made-up
 * ids would use up the calls that the true ones need.
 */
export const createKeySet = (url: string, { clock, log }: Pick<Context, 'clock' | 'log'>): KeySet => {
  const client = new jwks.JwksClient({ jwksUri: url, cache: false, rateLimit: false, fetcher: fetchKeys });
  let known: { keys: ReadonlyMap<string, ProviderKey>; at: number } | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown = null;
  let loading: Promise<void> | null = null;
  const now = () => clock.now().getTime();

  const load = async () => {
    triedAt = now();
    try {
      const found = await client.getSigningKeys();
      known = { keys: new Map(found.map((key) => [key.kid, { publicKey: key.getPublicKey(), alg: key.alg }])), at: now() };
      failure = null;
    } catch (error) {
      failure = error;
      log.warn({ err: error }, 'account: the keys of the identity provider could not be fetched');
    }
  };
  const refresh = () => {
    if (loading === null && now() - triedAt >= PAUSE_MS) loading = load().finally(() => { loading = null; });
    return loading;
  };
  const keptFor = () => (known === null ? Number.POSITIVE_INFINITY : now() - known.at);

  return {
    find: async (kid) => {
      if (keptFor() >= FRESH_MS || !known?.keys.has(kid)) await refresh();
      const key = keptFor() < STALE_MAX_MS ? known?.keys.get(kid) : undefined;
      if (key === undefined && failure !== null) throw unavailable(Math.max(triedAt + PAUSE_MS - now(), 1), failure);
      return key ?? null;
    },
  };
};
