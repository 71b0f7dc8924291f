import { z } from 'zod';
import { CrmError } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { VaultError } from '../../vault/vault-error.ts';
import { SlackWebhook } from './slack-webhook.entity.ts';

const shape = z.object({ url: z.string() });

/** Its operator may bring the key back, so a message waits for that as for anything that passes. */
const closed = (): CrmError =>
  new CrmError({
    code: 'PERMISSION',
    message: 'The stored address of the Slack webhook cannot be opened by this server.',
    hint: 'Set it again with configureSlack. Whoever runs this server finds the reason in the log.',
    retryable: true,
  }, { undone: true });

/**
 * Where the team's messages go: its own address, else that of the server; null where there is neither.
 * @throws CrmError where its own cannot be opened
 */
export const openWebhook = async (ctx: TeamContext): Promise<string | null> => {
  const { vault, slack } = ctx.parts;
  const { teamId } = ctx.actor;
  const row = await inSnapshot(ctx, ({ em }) => em.findOne(SlackWebhook, { teamId }));
  if (row === null) return slack.defaultWebhook;
  try {
    return shape.parse(await vault.open(row.sealed, { teamId, provider: 'SLACK' })).url;
  } catch (error) {
    const reason = error instanceof VaultError ? error.reason : 'MALFORMED';
    ctx.log.error({ teamId, reason, keyId: row.keyId, keyIdHere: vault.keyId }, 'slack: the stored address cannot be opened');
    throw closed();
  }
};
