import { defineReaction } from '../../events/define-reaction.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { FormSubmitted } from '../form/index.ts';
import { activeIntegrations, IntegrationStatusChanged } from '../integration/index.ts';
import { LeadCreated, LeadUpdated } from '../lead/index.ts';
import { DrainConnection } from './drain-connection.ts';
import { markWanted } from './mark-wanted.ts';

/** A changed lead goes to every CRM whose integration syncs by itself (I21). */
const followLead = async (tx: Tx, leadId: string): Promise<void> => {
  for (const { provider, settings } of await activeIntegrations(tx))
    if (settings.autoSync) await markWanted(tx, { leadId, provider, duplicatePolicy: settings.duplicatePolicy });
};

/** A form names its CRMs itself, and its policy is the one that counts for what came through it (D3). */
const followForm = async (tx: Tx, { leadId, syncTo, duplicatePolicy }: { leadId: string; syncTo: readonly string[]; duplicatePolicy: 'SKIP' | 'UPDATE' | 'CREATE_NEW' }): Promise<void> => {
  for (const { provider } of await activeIntegrations(tx))
    if (syncTo.includes(provider)) await markWanted(tx, { leadId, provider, duplicatePolicy });
};

const makeDue = `
  update sync_states set due_at = ?
  where team_id = ? and provider = ? and (due_at is null or due_at > ?) and status in ('QUEUED', 'RETRYING')`;

const forgetRecords = 'update sync_states set external_id = null, sent_hash = null where team_id = ? and provider = ?';

/** What is under way goes to the account of before: its result is dropped for want of the claim, and it is sent again. */
const takeBack = `
  update sync_states set status = 'QUEUED', claim = null, claimed_wanted = null, due_at = ?
  where team_id = ? and provider = ? and status = 'RUNNING'`;

/** A connection that is back need not wait for the pause that its failure earned. */
const resumeConnection = async (tx: Tx, provider: 'HUBSPOT' | 'SALESFORCE' | 'ZOHO' | 'PIPEDRIVE'): Promise<void> => {
  const now = tx.clock.now();
  await tx.em.execute(makeDue, [now, tx.actor.teamId, provider, now]);
  enqueue(tx, DrainConnection, { teamId: tx.actor.teamId, provider });
};

export const syncReactions = [
  defineReaction(LeadCreated, (tx, { lead }) => followLead(tx, lead.id)),
  defineReaction(LeadUpdated, (tx, { lead }) => followLead(tx, lead.id)),
  defineReaction(FormSubmitted, (tx, { leadId, syncTo, duplicatePolicy }) => followForm(tx, { leadId, syncTo, duplicatePolicy })),
  defineReaction(IntegrationStatusChanged, async (tx, { status, accountChanged, integration: { provider } }) => {
    if (provider === 'SLACK') return;
    // The ids of one account name other contacts, or none, in another.
    if (accountChanged) {
      await tx.em.execute(forgetRecords, [tx.actor.teamId, provider]);
      await tx.em.execute(takeBack, [tx.clock.now(), tx.actor.teamId, provider]);
    }
    if (status === 'CONNECTED') await resumeConnection(tx, provider);
  }),
];
