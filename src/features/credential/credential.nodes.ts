import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { Credential, type CredentialRow } from './credential.entity.ts';
import { canReadCredentials } from './credential.policy.ts';

/** How `node(id)` reads what is here, by the kind in the id. @throws AppError NOT_FOUND, also for what the caller may not see */
export const credentialNodes = {
  credential: async (ctx: TeamContext, id: string): Promise<CredentialRow> => {
    const credential = canReadCredentials(ctx.actor) ? await inSnapshot(ctx, ({ em }) => em.findOne(Credential, { id })) : null;
    if (credential === null) throw notFound('Credential');
    return credential;
  },
};
