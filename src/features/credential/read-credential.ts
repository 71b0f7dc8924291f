import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { Credential, type CredentialRow } from './credential.entity.ts';

/** What the team of `ctx` holds for a provider. */
export const readCredential = (ctx: TeamContext, provider: CrmProviderName): Promise<CredentialRow | null> =>
  inSnapshot(ctx, ({ em, actor }) => em.findOne(Credential, { teamId: actor.teamId, provider }, { refresh: true }));
