import DataLoader from 'dataloader';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { Context } from '../../shared/context.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { Credential, type CredentialRow } from './credential.entity.ts';

type CredentialLoader = DataLoader<CrmProviderName, CredentialRow | null>;

const loaders = new WeakMap<Context, CredentialLoader>();

/** The team's credentials by provider, read in one query. Nothing is kept: a mutation may replace them before the next read. */
export const credentialLoader = (ctx: Context): CredentialLoader => {
  const known = loaders.get(ctx);
  if (known) return known;
  const made: CredentialLoader = new DataLoader(
    async (providers) => {
      const rows = await inSnapshot(requireTeam(ctx), ({ em, actor }) =>
        em.find(Credential, { teamId: actor.teamId, provider: { $in: [...providers] } }, { refresh: true }),
      );
      return providers.map((provider) => rows.find((row) => row.provider === provider) ?? null);
    },
    { cache: false },
  );
  loaders.set(ctx, made);
  return made;
};
