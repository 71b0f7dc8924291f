import type { Context } from '../../shared/context.ts';
import type { CredentialRow } from './credential.entity.ts';
import { tokenHealth, type TokenHealth } from './token-health.ts';

/** How a credential fares at this moment. People connect again from the playground until there is a page of its own. */
export const healthOf = ({ clock, parts }: Context, credential: CredentialRow): TokenHealth =>
  tokenHealth(credential, clock.now(), `${parts.site.publicUrl}/playground`);
