import { defineReaction } from '../../events/define-reaction.ts';
import type { Tx } from '../../database/in-transaction.ts';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { providerNames } from '../credential/index.ts';
import { FormSubmitted } from '../form/index.ts';
import { activeIntegrations, IntegrationStatusChanged, matchesRule, type IntegrationSettings } from '../integration/index.ts';
import { LeadAssigned, LeadCreated, LeadDeleted, LeadUpdated } from '../lead/index.ts';
import { callOffRuns } from './run/call-off-runs.ts';
import { countInRuns } from './run/count-in-runs.ts';
import { cancelSyncs } from './cancel-syncs.ts';
import { cancelSyncsOf } from './cancel-syncs-of.ts';
import { DrainConnection } from './drain-connection.ts';
import { markWanted } from './mark-wanted.ts';
import { isUnderWay, SyncState } from './sync-state.entity.ts';

const connectionsOf = new WeakMap<Tx['unit'], ReturnType<typeof activeIntegrations>>();

/** Read once for all events of a transaction: an import changes hundreds of leads in one. */
const connections = (tx: Tx): ReturnType<typeof activeIntegrations> => {
  const read = connectionsOf.get(tx.unit) ?? activeIntegrations(tx);
  connectionsOf.set(tx.unit, read);
  return read;
};

/**
 * A lead that the rule leaves out is still wanted where the CRM holds it, or is just getting it, and nobody has said yet
 * that it stops: the drain finds that out, and ends the attempt with the reason. After that its changes are passed over.
 */
const isToBeTold = async ({ em, actor: { teamId } }: Tx, subjectId: string, provider: CrmProviderName): Promise<boolean> => {
  const state = await em.findOne(SyncState, { teamId, subjectId, provider });
  return state !== null && !state.leftRule && (state.externalId !== null || isUnderWay(state));
};

/** What of a changed lead decides where it goes. */
type Ruled = Parameters<typeof matchesRule>[1] & { id: string };

/** A changed lead goes to every CRM whose integration syncs by itself (I21), and whose rule takes it (I14). */
const followLead = async (tx: Tx, lead: Ruled, { concerns = () => true, isNew = false }: { concerns?: (settings: IntegrationSettings) => boolean; isNew?: boolean } = {}): Promise<void> => {
  for (const { provider, settings } of await connections(tx)) {
    if (!settings.autoSync || !concerns(settings)) continue;
    const isWanted = matchesRule(settings.include, lead).matches || (!isNew && (await isToBeTold(tx, lead.id, provider)));
    if (isWanted) await markWanted(tx, { leadId: lead.id, provider, duplicatePolicy: settings.duplicatePolicy, isNew });
  }
};

/** Nothing of an owner is sent, so another one matters only where it brings the lead into a rule, or out of it. */
const followOwner = (tx: Tx, lead: Ruled, previousOwnerId: string | null): Promise<void> =>
  followLead(tx, lead, { concerns: ({ include }) => matchesRule(include, { ...lead, ownerId: previousOwnerId }).matches !== matchesRule(include, lead).matches });

/** A form names its CRMs itself, whatever their rules, and its policy is the one that counts for what came through it (D3). */
const followForm = async (tx: Tx, { leadId, syncTo, duplicatePolicy }: { leadId: string; syncTo: readonly string[]; duplicatePolicy: 'SKIP' | 'UPDATE' | 'CREATE_NEW' }): Promise<void> => {
  for (const { provider } of await connections(tx))
    if (syncTo.includes(provider)) await markWanted(tx, { leadId, provider, duplicatePolicy, pastRule: true });
};

const makeDue = `
  update sync_states set due_at = ?
  where team_id = ? and provider = ? and (due_at is null or due_at > ?) and status in ('QUEUED', 'RETRYING')`;

/** Claims too: what comes back under one was made in the account of before. */
const forgetRecords = 'update sync_states set external_id = null, sent_hash = null, creating = null, claim = null where team_id = ? and provider = ?';

/** What is under way goes to the account of before: it is sent again. */
const takeBack = `
  update sync_states set status = 'QUEUED', claimed_wanted = null, due_at = ?
  where team_id = ? and provider = ? and status = 'RUNNING'`;

const continueRuns = "update sync_runs set due_at = ? where team_id = ? and provider = ? and (due_at is null or due_at > ?) and status in ('QUEUED', 'RUNNING')";

/** A connection that is back need not wait for the pause that its failure earned. */
const resumeConnection = async (tx: Tx, provider: 'HUBSPOT' | 'SALESFORCE' | 'ZOHO' | 'PIPEDRIVE'): Promise<void> => {
  const now = tx.clock.now();
  await tx.em.execute(continueRuns, [now, tx.actor.teamId, provider, now]);
  await tx.em.execute(makeDue, [now, tx.actor.teamId, provider, now]);
  enqueue(tx, DrainConnection, { teamId: tx.actor.teamId, provider });
};

export const syncReactions = [
  defineReaction(LeadCreated, (tx, { lead }) => followLead(tx, lead, { isNew: true })),
  defineReaction(LeadUpdated, (tx, { lead }) => followLead(tx, lead)),
  defineReaction(LeadAssigned, (tx, { lead, before }) => followOwner(tx, lead, before?.ownerId ?? null)),
  defineReaction(LeadDeleted, (tx, { lead }) => cancelSyncsOf(tx, lead.id)),
  defineReaction(FormSubmitted, (tx, { leadId, syncTo, duplicatePolicy }) => followForm(tx, { leadId, syncTo, duplicatePolicy })),
  defineReaction(IntegrationStatusChanged, async (tx, { status, accountChanged, integration: { provider } }) => {
    if (provider === 'SLACK') return;
    // The ids of one account name other contacts, or none, in another.
    if (accountChanged) {
      await tx.em.execute(forgetRecords, [tx.actor.teamId, provider]);
      await tx.em.execute(takeBack, [tx.clock.now(), tx.actor.teamId, provider]);
    }
    if (status === 'DISCONNECTED') {
      const runs = await callOffRuns(tx, provider);
      await cancelSyncs(tx, provider, `Cancelled: ${providerNames[provider]} was disconnected.`);
      await countInRuns(tx, runs, []);
    }
    if (status === 'CONNECTED') await resumeConnection(tx, provider);
  }),
];
