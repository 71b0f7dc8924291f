import { CrmError, type CrmExchange, type CrmField, type CrmProperties, type CrmProvider, type CrmRecord, type DuplicatePolicy, type SyncFault } from '../../crm/crm-provider.ts';
import { asAsked } from '../../crm/tried-again.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { providerNames } from '../credential/index.ts';
import { withSession } from '../integration/index.ts';
import { findMapping, type AppliedMapping, type MappingInForce } from '../mapping/index.ts';
import { beforePush } from './before-push.ts';
import { checkProperties } from './check-properties.ts';
import { asCreated, asUpdated } from './create-marks.ts';
import { foresee, type Foreseen } from './foresee.ts';
import { hintFor } from './hint-for.ts';
import { SyncAttempt, type FieldDiff, type SyncAction, type SyncAttemptRow } from './sync-attempt.entity.ts';
import type { SyncSubject } from './sync-subject.ts';
import { announcePreview } from './sync.events.ts';
import type { PushSource } from './to-push-row.ts';
import { withoutContents } from './without-contents.ts';

/** What a sync would do with one subject. */
interface Finding {
  action: SyncAction;
  contactId: string | null;
  message: string;
  fault: SyncFault | null;
}

/** CRMs spell values as text, and an empty one as none at all. */
const spelled = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value));

const same = (before: unknown, after: unknown): boolean => spelled(before) === spelled(after);

const diffOf = ({ properties, rules }: Pick<AppliedMapping, 'properties' | 'rules'>, record: CrmRecord | undefined): FieldDiff[] =>
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

/** What would be synced, and how. */
export interface DryRun {
  subject: SyncSubject;
  /** The record that it is known to be; null: none. */
  externalId: string | null;
  duplicatePolicy: DuplicatePolicy;
}

/** What was found of one subject. */
export interface Judged extends DryRun {
  finding: Finding;
  payload: CrmProperties | null;
  diff: FieldDiff[];
  requests: CrmExchange[];
  mappingVersion: number | null;
  startedAt: Date;
}

/** What is known of the account, to judge all subjects by. */
interface Place extends Foreseen {
  provider: CrmProvider;
  mapping: MappingInForce;
  fields: readonly CrmField[] | null;
}

const sourceOf = ({ subject, ...state }: DryRun): PushSource => ({ subject, state });

const judgeOne = (one: DryRun, place: Place): Pick<Judged, 'finding' | 'payload' | 'diff'> => {
  const { provider, mapping, marks, fields } = place;
  const { subject, externalId, duplicatePolicy } = one;
  const existing = place.existing(sourceOf(one));
  const applied = subject.apply(mapping.rules, existing?.properties ?? null);
  const payload = existing ? asUpdated(applied.properties, marks) : asCreated(applied.properties, marks, subject);
  const diff = diffOf({ ...applied, properties: payload }, existing);
  const fault = beforePush({ subject, state: { externalId: existing?.externalId ?? null, duplicatePolicy } }, applied, { provider, mapping, marks });
  const refused = fault ?? (fields && checkProperties(provider, payload, fields));
  return { payload, diff, finding: refused ? failed(hintFor(subject, refused)) : judge(existing, externalId !== null, duplicatePolicy, diff) };
};

/**
 * Reads what the CRM holds of at most `batchSize` subjects, writes nothing there, and tells what a sync would do with
 * each. A fault of the way to the CRM is the fault of each.
 */
export const judgeAll = async (ctx: TeamContext, provider: CrmProvider, subjects: readonly DryRun[]): Promise<Judged[]> => {
  const startedAt = ctx.clock.now();
  const mapping = await findMapping(ctx, provider);
  const requests: CrmExchange[] = [];
  const record = (exchange: CrmExchange) => { requests.push(exchange); };
  const sent = new Set(subjects.flatMap(({ subject }) => Object.keys(subject.apply(mapping.rules, null).properties)));
  const targets = [...new Set([...mapping.rules.map(({ target }) => target), ...sent])];
  const asOf = (one: DryRun, judged: Pick<Judged, 'finding' | 'payload' | 'diff'>): Judged => ({
    ...one, ...judged, startedAt,
    requests: subjects.length === 1 ? requests : requests.map(withoutContents),
    mappingVersion: one.subject.isLead ? mapping.version : null,
  });
  try {
    const known = await withSession(ctx, provider.name, record, async (session) => ({
      ...(await foresee(provider, session, mapping.object, subjects.map(sourceOf), targets)),
      fields: sent.size === 0 ? null : await provider.listFields(session, mapping.object),
    }));
    return subjects.map((one) => asOf(one, judgeOne(one, { provider, mapping, ...known })));
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    const { fault } = error;
    return subjects.map((one) => asOf(one, { finding: failed(hintFor(one.subject, asAsked(fault))), payload: null, diff: [] }));
  }
};

/** What is found of a lead that a rule leaves out, without asking the CRM. */
export const judgeLeftOut = (ctx: TeamContext, { name }: CrmProvider, one: DryRun, because: string): Judged => {
  const crm = providerNames[name];
  const kept = one.externalId === null ? '' : ` ${crm} keeps the contact as it was sent last.`;
  const finding: Finding = { action: 'SKIPPED', contactId: one.externalId, message: `It would not be synced to ${crm}, because ${because}.${kept}`, fault: null };
  return { ...one, finding, payload: null, diff: [], requests: [], mappingVersion: null, startedAt: ctx.clock.now() };
};

/** Keeps what was found as an attempt of its own. */
export const keepDryRun = (tx: Tx, provider: CrmProvider, { subject, duplicatePolicy, finding, payload, diff, requests, mappingVersion, startedAt }: Judged, runId: string | null = null): SyncAttemptRow => {
  const { action, contactId, message, fault } = finding;
  return tx.em.create(SyncAttempt, {
    id: newId('attempt'), teamId: tx.actor.teamId, leadId: subject.isLead ? subject.id : null, runId, provider: provider.name,
    status: action === 'FAILED' ? 'FAILED' : action === 'SKIPPED' ? 'SKIPPED' : 'SUCCEEDED',
    action, contactId, message, dryRun: true, duplicatePolicy, payload, diff, errors: fault ? [fault] : [], requests, mappingVersion,
    createdAt: startedAt, startedAt, finishedAt: tx.clock.now(),
  });
};

/** Tells what a sync would do with one subject, and keeps it. */
export const dryRun = async (ctx: TeamContext, provider: CrmProvider, subject: DryRun): Promise<SyncAttemptRow> => {
  const [judged] = await judgeAll(ctx, provider, [subject]);
  if (!judged) throw new Error('A subject was not judged.');
  return inTransaction(ctx, async (tx) => {
    const attempt = keepDryRun(tx, provider, judged);
    await tx.em.flush();
    announcePreview(tx, attempt);
    return attempt;
  });
};
