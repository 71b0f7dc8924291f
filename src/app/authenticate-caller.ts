import { authenticate, endOfOwnToken } from '../features/account/index.ts';
import { authenticateApiKey, claimsToBeKey } from '../features/api-key/index.ts';
import { authenticateServiceKey, whichServiceKey } from '../features/service-key/index.ts';
import type { Authenticate } from '../graphql/authenticate.ts';
import { networkOf } from '../limits/network-of.ts';
import { AppError } from '../shared/app-error.ts';
import type { FailedCredentials } from './failed-credentials.ts';

const find: Authenticate = (ctx, credentials) => {
  if (claimsToBeKey(credentials.secret)) return authenticateApiKey(ctx, credentials);
  if (whichServiceKey(ctx.parts, credentials.secret) !== null) return authenticateServiceKey(ctx, credentials);
  return authenticate(ctx, credentials);
};

/**
 * Who calls, on both doors: what the secret looks like says who knows about it. Wrong credentials are counted by
 * network; after too many nothing is looked up but for tokens that we have signed ourselves: nobody guesses those, and
 * a neighbour who shows nonsense keeps no person out. One that has run out is how a client learns that it has to renew.
 */
export const authenticateCaller = (failed: FailedCredentials): Authenticate => async (ctx, credentials) => {
  const network = networkOf(ctx.origin?.ip);
  const endOfToken = () => endOfOwnToken(ctx.parts, credentials.secret);
  try {
    failed.refuse(network);
  } catch (error) {
    if (endOfToken() === null) throw error;
  }
  try {
    return await find(ctx, credentials);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'UNAUTHENTICATED') throw error;
    const end = endOfToken();
    if (end !== null && end <= ctx.clock.now()) throw error;
    await failed.count(network, () => {
      ctx.log.warn({ ip: ctx.origin?.ip ?? null }, 'authenticate: wrong credentials were shown from this address; more of them are not written down for a minute');
    });
    throw error;
  }
};
