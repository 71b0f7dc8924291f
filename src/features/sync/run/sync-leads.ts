import type { CrmProviderName, DuplicatePolicy } from '../../../crm/crm-provider.ts';
import type { Snapshot } from '../../../database/in-snapshot.ts';
import { inTransaction, type Tx } from '../../../database/in-transaction.ts';
import { once } from '../../../database/once.ts';
import { AppError, badField, badInput, forbidden } from '../../../shared/app-error.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { kindOfId, newId } from '../../../shared/ids.ts';
import { audit, rightsOf } from '../../account/index.ts';
import { holdIntegration, readLeadRule, requireConnected, requireProvider, type IntegrationSettings, type LeadRule, type LeadRuleInput } from '../../integration/index.ts';
import { Lead } from '../../lead/index.ts';
import { canSyncContact, canSyncLead } from '../sync.policy.ts';
import { getSyncRun } from './get-sync-run.ts';
import { announceRun } from './run.events.ts';
import { checkIds, leadsOf, toStored, type LeadSelection, type StoredSelection } from './selection.ts';
import { SyncRun, type SyncRunView } from './sync-run.entity.ts';
import { wakeRun } from './wake-run.ts';

/** Runs of a team that have not ended yet: each is served after those before it, so more would only wait. */
const OPEN_MAX = 20;

export interface SyncLeadsInput {
  provider: CrmProviderName;
  leads: LeadSelection;
  duplicatePolicy?: DuplicatePolicy | null;
  dryRun?: boolean | null;
  include?: LeadRuleInput | null;
  idempotencyKey?: string | null;
}

const checkLeads = async ({ em, actor }: Snapshot, ids: readonly string[]): Promise<void> => {
  const leads = new Map((await em.find(Lead, { id: { $in: ids.filter((id) => kindOfId(id) === 'lead') } })).map((lead) => [lead.id, lead]));
  const absent = ids.flatMap((id, index) => (leads.has(id) ? [] : [{ field: `leads.ids[${String(index)}]`, code: 'NOT_FOUND', message: `leads.ids[${String(index)}]: lead not found` }]));
  if (absent.length > 0) throw badInput(absent);
  if (![...leads.values()].every((lead) => canSyncLead(actor, lead))) throw forbidden('sync all of these leads: some are owned by others');
};

/** The rule that a dry run shows the outcome of: one that is not in force yet, else the one that is. Leads that are named pass by it. */
const ruleOf = async (tx: Tx, { leads, dryRun, include }: SyncLeadsInput, inForce: LeadRule | null): Promise<LeadRule | null> => {
  if (include !== undefined && (!dryRun || leads.ids)) throw badField('include', 'NOT_WITH_THIS', 'include is for a dry run over a filter: there it shows who would enter and leave. updateIntegrationSettings puts a rule in force.');
  if (!dryRun || leads.ids) return null;
  return include === undefined ? inForce : readLeadRule(tx, include);
};

const select = async (tx: Tx, input: SyncLeadsInput, inForce: LeadRule | null): Promise<StoredSelection> => {
  const { leads } = input;
  checkIds(leads);
  if (leads.ids) await checkLeads(tx, leads.ids);
  const [newest] = await tx.em.find(Lead, { teamId: tx.actor.teamId }, { fields: ['id'], orderBy: { id: 'desc' }, limit: 1 });
  const ownedBy = tx.actor.kind === 'USER' && rightsOf(tx.actor).changes === 'OWN' ? tx.actor.id : null;
  return toStored(leads, { ownedBy, until: newest?.id ?? '', rule: await ruleOf(tx, input, inForce) });
};

const refuseTooMany = async (tx: Tx): Promise<void> => {
  if ((await tx.em.count(SyncRun, { teamId: tx.actor.teamId, finishedAt: null, status: { $ne: 'CANCELLED' } })) >= OPEN_MAX)
    throw new AppError('CONFLICT', `${OPEN_MAX} sync runs of this team have not ended yet: wait for one, or cancel one with cancelSyncRun.`);
};

const start = async (tx: Tx, input: SyncLeadsInput, settings: IntegrationSettings): Promise<string> => {
  const { provider, dryRun, duplicatePolicy } = input;
  await refuseTooMany(tx);
  const selection = await select(tx, input, settings.include ?? null);
  const now = tx.clock.now();
  const run = tx.em.create(SyncRun, {
    id: newId('run'), teamId: tx.actor.teamId, provider, status: 'QUEUED', dryRun: dryRun ?? false, duplicatePolicy: duplicatePolicy ?? settings.duplicatePolicy, selection,
    total: await tx.em.count(Lead, leadsOf(tx.actor, selection)),
    created: 0, updated: 0, skipped: 0, unchanged: 0, failed: 0, cancelled: 0, position: null, allTaken: false, dueAt: now, note: null,
    measuredAt: null, measuredDone: 0, createdAt: now, startedAt: null, finishedAt: null,
  });
  announceRun(tx, run);
  wakeRun(tx, run);
  await audit(tx, { action: 'sync.run_started', target: run.id, data: { provider, total: run.total, dryRun: run.dryRun } });
  return run.id;
};

/**
 * Brings many leads to a CRM, or tells of each what that would do, as a run that goes on by itself. Sales take along
 * only what they own, and what nobody owns.
 * @throws AppError FORBIDDEN, RECONNECT_REQUIRED, PROVIDER_NOT_CONFIGURED; BAD_USER_INPUT for a bad selection;
 *   CONFLICT where too many runs have not ended
 */
export const syncLeads = async (ctx: TeamContext, input: SyncLeadsInput): Promise<SyncRunView> => {
  if (!canSyncContact(ctx.actor)) throw forbidden('sync leads');
  requireProvider(ctx, input.provider);
  const { idempotencyKey, ...request } = input;
  const id = await inTransaction(ctx, async (tx) => {
    // It stays connected until the run is there to be called off.
    await holdIntegration(tx, input.provider);
    const { settings } = await requireConnected(tx, input.provider);
    return once(tx, { operation: 'syncLeads', key: idempotencyKey, request }, () => start(tx, input, settings));
  });
  return getSyncRun(ctx, id);
};
