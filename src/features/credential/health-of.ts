import type { Context } from '../../shared/context.ts';
import type { CredentialRow } from './credential.entity.ts';
import { tokenHealth, type TokenHealth, type TokenStatus } from './token-health.ts';

/** Where a person connects again, once that is what is needed: the playground, until there is a page of its own. */
export const reconnectUrlFor = ({ parts }: Pick<Context, 'parts'>, status: TokenStatus): string | null =>
  status === 'REVOKED' ? `${parts.site.publicUrl}/playground` : null;

/** How a credential fares at this moment. */
export const healthOf = (ctx: Context, credential: CredentialRow): TokenHealth => {
  const health = tokenHealth(credential, ctx.clock.now());
  return { ...health, reconnectUrl: reconnectUrlFor(ctx, health.status) };
};
