import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { badField, forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { maskedAddress, webhookAddress, type AddressProblem } from '../../slack/webhook-address.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';
import { audit } from '../account/index.ts';
import { canManageIntegrations, setSlackAddress, type IntegrationRow } from '../integration/index.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { PostMessages } from './post-messages.ts';

export interface ConfigureSlackInput {
  webhookUrl?: string | null;
}

const problems: Readonly<Record<AddressProblem, string>> = {
  MALFORMED: 'webhookUrl is not the address of a webhook: give it as Slack shows it, https://hooks.slack.com/services/…',
  FOREIGN: 'webhookUrl is not at a host that this server may call: copy the address of an incoming webhook out of Slack',
  NOT_INCOMING: 'webhookUrl is not that of an incoming webhook, which begins with https://hooks.slack.com/services/',
};

const readAddress = ({ parts }: TeamContext, given: string): URL => {
  const url = webhookAddress(parts.slack, given.trim());
  if (typeof url === 'string') throw badField('webhookUrl', `URL_${url}`, problems[url]);
  return url;
};

const store = `
  insert into slack_webhooks (team_id, sealed, key_id, version, updated_at) values (?, ?::jsonb, ?, 1, ?)
  on conflict (team_id) do update
  set sealed = excluded.sealed, key_id = excluded.key_id, version = slack_webhooks.version + 1, updated_at = excluded.updated_at`;

const change = async (tx: Tx, sealed: SealedSecret | null): Promise<void> => {
  const { em, actor: { teamId }, clock } = tx;
  if (sealed === null) await em.execute('delete from slack_webhooks where team_id = ?', [teamId]);
  else await em.execute(store, [teamId, JSON.stringify(sealed), sealed.kid, clock.now()]);
  // What waits need not wait for the pause that the address before has earned.
  await em.execute('update slack_messages set due_at = ? where team_id = ? and claim is null', [clock.now(), teamId]);
  enqueue(tx, PostMessages, { teamId });
};

/**
 * Sets where the team's messages go, or with null removes it, so that those of the server count. Nothing is posted.
 * @throws AppError FORBIDDEN, BAD_USER_INPUT
 */
export const configureSlack = async (ctx: TeamContext, { webhookUrl }: ConfigureSlackInput): Promise<IntegrationRow> => {
  if (!canManageIntegrations(ctx.actor)) throw forbidden('set up Slack');
  if (webhookUrl === undefined) throw badField('webhookUrl', 'REQUIRED', 'webhookUrl is missing: give the address of an incoming webhook, or null to remove it');
  const url = webhookUrl === null ? null : readAddress(ctx, webhookUrl);
  const shown = url && maskedAddress(url);
  const sealed = url && (await ctx.parts.vault.seal({ url: url.href }, { teamId: ctx.actor.teamId, provider: 'SLACK' }));
  return inTransaction(ctx, async (tx) => {
    await change(tx, sealed);
    const row = await setSlackAddress(tx, shown);
    await audit(tx, { action: url === null ? 'slack.removed' : 'slack.configured', target: row.id, data: { webhook: shown } });
    return row;
  });
};
