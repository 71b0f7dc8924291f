import { z } from 'zod';
import { CrmError, type CrmProviderName } from '../../crm/crm-provider.ts';
import { databaseNow } from '../../database/database-clock.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { Credential, type CredentialRow } from './credential.entity.ts';
import { openTokens } from './open-tokens.ts';
import { readCredential } from './read-credential.ts';
import { renewTokens } from './renew-tokens.ts';

/** Connections that one worker renews at once. */
const CONCURRENCY = 4;

const isDue = ({ renewAt, revokedAt }: CredentialRow, now: Date): boolean => revokedAt === null && renewAt !== null && renewAt <= now;

/** Tokens that a person has made at the provider, and pasted, last as they are. Why others cannot be opened is noted by their renewal. */
const canRenew = async (ctx: JobContext, row: CredentialRow): Promise<boolean> => {
  const tokens = await openTokens(ctx, row).catch(() => null);
  if (tokens === null || tokens.refreshToken !== undefined) return true;
  await inTransaction(ctx, ({ em }) => em.nativeUpdate(Credential, { id: row.id, version: row.version }, { renewAt: null }));
  return false;
};

const renew = async (ctx: JobContext, name: CrmProviderName): Promise<void> => {
  const provider = ctx.parts.crm.providers[name];
  const row = await readCredential(ctx, name);
  if (!provider || row === null || !isDue(row, await inSnapshot(ctx, databaseNow))) return;
  try {
    if (await canRenew(ctx, row)) await renewTokens(ctx, provider, row);
  } catch (error) {
    // Counted, announced and put off already.
    if (!(error instanceof CrmError)) throw error;
    ctx.log.info({ provider: name, code: error.fault.code }, 'credential: tokens could not be renewed');
  }
};

/** Renews the tokens of one connection where they are still due. */
export const RenewCredential = defineJob({
  name: 'credential.renew',
  payload: z.object({ teamId: z.string(), provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']) }),
  key: ({ teamId, provider }) => `${teamId}/${provider}`,
  concurrency: CONCURRENCY,
  run: (ctx, { provider }) => renew(ctx, provider),
});
