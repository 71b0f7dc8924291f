import { z } from 'zod';
import { CrmError } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { Integration, type CrmIntegrationRow } from './integration.entity.ts';
import { nothingTold, writeTold } from './told-by-provider.ts';
import { withTellingSession } from './with-session.ts';

/** Connections that one worker looks into at once. */
const CONCURRENCY = 2;

type Named = CrmIntegrationRow['provider'];

const inspect = async (ctx: JobContext, name: Named): Promise<void> => {
  const provider = ctx.parts.crm.providers[name];
  const row = await inSnapshot(ctx, ({ em, actor }) => em.findOne(Integration, { teamId: actor.teamId, provider: name, status: 'CONNECTED' }));
  if (!provider?.readShortcomings || row === null) return;
  const told = nothingTold();
  const shortcomings = await withTellingSession(ctx, name, { record: () => undefined, told }, (session) => provider.readShortcomings?.(session, row.settings.object) ?? Promise.resolve([]));
  for (const shortcoming of shortcomings) told.warnings.add(shortcoming);
  await writeTold(ctx, name, told, { instead: true });
};

/** What the account lacks that we could do better with: asked once it is connected, and left alone where that fails. */
export const InspectConnection = defineJob({
  name: 'integration.inspect',
  payload: z.object({ teamId: z.string(), provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']) }),
  key: ({ teamId, provider }) => `${teamId}/${provider}`,
  concurrency: CONCURRENCY,
  run: async (ctx, { provider }) => {
    try {
      await inspect(ctx, provider);
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      ctx.log.info({ provider, code: error.fault.code }, 'integration: what the account lacks could not be read');
    }
  },
});
