import { inSnapshot } from '../../database/in-snapshot.ts';
import { inSystem } from '../../database/in-system.ts';
import type { Context, TeamContext } from '../../shared/context.ts';
import type { ProviderName } from '../credential/index.ts';
import { describeConnection } from './describe-connection.ts';
import { Integration } from './integration.entity.ts';
import { OAuthState } from './oauth-state.entity.ts';
import { hashOf } from './random-secret.ts';

/**
 * What a browser is told that comes a second time with a state, as by reloading the page; null where the first time
 * did not end in a connection. Only who holds the state learns it.
 */
export const repeatedCallback = async (ctx: Context, state: string, provider: ProviderName): Promise<string | null> => {
  const begun = await inSystem(ctx, 'oauth-state', ({ em }) => em.findOne(OAuthState, { stateHash: hashOf(state), provider: provider === 'SLACK' ? { $in: [] } : provider }));
  if (begun === null) return null;
  const own: TeamContext = { ...ctx, actor: { kind: 'SYSTEM', teamId: begun.teamId, job: 'oauth-callback' } };
  const row = await inSnapshot(own, ({ em, actor }) => em.findOne(Integration, { teamId: actor.teamId, provider, status: 'CONNECTED' }));
  return row && describeConnection(own, row);
};
