import { AppError } from '../shared/app-error.ts';

/** When trying again makes sense: a failover takes longer, a full pool is over sooner. */
const RETRY_AFTER_MS = 1_000;

/**
 * SQLSTATEs that say "not now": connection lost (08), no resources (53), server going down or statement cancelled (57),
 * serialisation and deadlock (40), lock timeout, idle in transaction; and that a statement beside this one, in the
 * snapshot of the same operation, has failed already (25P02).
 */
const notNow = /^(08|53|57|40)...$|^55P03$|^25P0[23]$/;

/** SQLSTATEs of a value that no column can hold; 08P01 is what PGlite makes of a zero byte. */
const badValue = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008', '08P01']);

/** What Node's sockets, the pool and the driver say when there is no connection: they know no SQLSTATE. */
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
const connectionMessages = /timeout exceeded when trying to connect|connection terminated|connection error and is not queryable|client was closed/i;

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/**
 * What a caller is told about an error that came from the store: SERVICE_UNAVAILABLE where it could not answer now,
 * BAD_USER_INPUT for a value that it cannot hold. Null for everything else, which is a fault of ours.
 */
export const databaseFault = (error: unknown): AppError | null => {
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  if (badValue.has(code))
    return new AppError('BAD_USER_INPUT', 'A value cannot be stored: it holds a character or a number that is out of range.', { cause: error });
  if (notNow.test(code) || networkCodes.has(code) || connectionMessages.test(error.message))
    return new AppError('SERVICE_UNAVAILABLE', 'The database cannot answer at the moment. Try again shortly.', { retryAfter: RETRY_AFTER_MS, cause: error });
  return null;
};
