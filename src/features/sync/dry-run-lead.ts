import { CrmError, type CrmExchange, type CrmProperties, type CrmProvider, type CrmRecord, type DuplicatePolicy, type SyncFault } from '../../crm/crm-provider.ts';
import { closeSharedSnapshot, inSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { withSession } from '../integration/index.ts';
import type { LeadRow } from '../lead/index.ts';
import { applyMapping, findMapping, type AppliedMapping } from '../mapping/index.ts';
import { beforePush } from './before-push.ts';
import { toPushRow } from './push-rows.ts';
import { SyncAttempt, type FieldDiff, type SyncAction, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { SyncState } from './sync-state.entity.ts';

interface Finding {
  action: SyncAction;
  contactId: string | null;
  message: string;
  fault: SyncFault | null;
}

/** CRMs spell values as text, and an empty one as none at all. */
const spelled = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value));

const same = (before: unknown, after: unknown): boolean => spelled(before) === spelled(after);

const diffOf = ({ properties, rules }: AppliedMapping, record: CrmRecord | undefined): FieldDiff[] =>
  Object.entries(properties)
    .map(([field, after]) => ({ field, before: record?.properties[field] ?? null, after, rule: rules[field] ?? null }))
    .filter(({ before, after }) => !same(before, after));

/** What the policy would make of it. */
const judge = (record: CrmRecord | undefined, linked: boolean, policy: DuplicatePolicy, diff: readonly FieldDiff[]): Finding => {
  if (!record) return { action: 'CREATED', contactId: null, message: 'A contact would be created.', fault: null };
  const contactId = record.externalId;
  if (!linked && policy === 'SKIP')
    return { action: 'SKIPPED', contactId, message: 'The contact exists already; the duplicate policy would skip it.', fault: null };
  if (!linked && policy === 'CREATE_NEW')
    return {
      action: 'FAILED', contactId, message: 'The contact exists already, and the CRM does not allow a second one with the same e-mail.',
      fault: { code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER', message: `The CRM holds this e-mail as contact ${contactId}.`, hint: 'Choose the policy UPDATE or SKIP.', retryable: false },
    };
  return diff.length === 0
    ? { action: 'UNCHANGED', contactId, message: 'The contact is up to date; nothing would be sent.', fault: null }
    : { action: 'UPDATED', contactId, message: 'The contact would be updated.', fault: null };
};

const failed = (fault: SyncFault): Finding => ({ action: 'FAILED', contactId: null, message: fault.message, fault });

/** Reads what the CRM holds, writes nothing there, and keeps what a sync would do as an attempt of its own. */
export const dryRunLead = async (ctx: TeamContext, provider: CrmProvider, lead: LeadRow, duplicatePolicy: DuplicatePolicy): Promise<SyncAttemptRow> => {
  const startedAt = ctx.clock.now();
  const mapping = await findMapping(ctx, provider);
  const state = await inSnapshot(ctx, ({ em }) => em.findOne(SyncState, { leadId: lead.id, provider: provider.name }));
  await closeSharedSnapshot(ctx);
  const requests: CrmExchange[] = [];
  const record = (exchange: CrmExchange) => { requests.push(exchange); };
  const externalId = state?.externalId ?? null;
  const targets = mapping.rules.map(({ target }) => target);
  let finding: Finding;
  let payload: CrmProperties | null = null;
  let diff: FieldDiff[] = [];
  try {
    const row = toPushRow({ lead, state: { externalId, duplicatePolicy } }, {});
    const found = await withSession(ctx, provider.name, record, (session) => provider.findMany(session, mapping.object, [row], targets));
    const existing = found.get(row.key);
    const applied = applyMapping({ rules: mapping.rules, lead, current: existing?.properties ?? null });
    payload = applied.properties;
    diff = diffOf(applied, existing);
    const fault = beforePush({ lead, state: { externalId: existing?.externalId ?? null } }, applied, provider.name);
    finding = fault ? failed(fault) : judge(existing, externalId !== null, duplicatePolicy, diff);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    finding = failed(error.fault);
  }
  const { action, contactId, message, fault } = finding;
  return inTransaction(ctx, async (tx) => {
    const attempt = tx.em.create(SyncAttempt, {
      id: newId('attempt'), teamId: tx.actor.teamId, leadId: lead.id, provider: provider.name,
      status: action === 'FAILED' ? 'FAILED' : action === 'SKIPPED' ? 'SKIPPED' : 'SUCCEEDED',
      action, contactId, message, dryRun: true, duplicatePolicy, payload, diff, errors: fault ? [fault] : [], requests,
      mappingVersion: mapping.version, createdAt: startedAt, startedAt, finishedAt: tx.clock.now(),
    });
    await tx.em.flush();
    return attempt;
  });
};
