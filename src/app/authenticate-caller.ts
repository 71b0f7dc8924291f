import { authenticate } from '../features/account/index.ts';
import { authenticateApiKey, claimsToBeKey } from '../features/api-key/index.ts';
import { authenticateServiceKey, whichServiceKey } from '../features/service-key/index.ts';
import type { Authenticate } from '../graphql/authenticate.ts';

/** Who calls, on both doors: what the secret looks like says who knows about it. */
export const authenticateCaller: Authenticate = (ctx, credentials) => {
  if (claimsToBeKey(credentials.secret)) return authenticateApiKey(ctx, credentials);
  if (whichServiceKey(ctx.parts, credentials.secret) !== null) return authenticateServiceKey(ctx, credentials);
  return authenticate(ctx, credentials);
};
