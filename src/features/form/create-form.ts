import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { once } from '../../database/once.ts';
import { AppError } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { cleanLine, requireLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { refuse } from '../account/index.ts';
import { listLeadFields } from '../lead/index.ts';
import { Form, type FormRow, type OnExisting } from './form.entity.ts';
import { EXTERNAL_ID_MAX, FORM_NAME_MAX } from './form.limits.ts';
import { canCreateForm } from './form.policy.ts';
import { newPublicId } from './public-id.ts';
import { readFields, type FormFieldInput } from './read-fields.ts';

export interface CreateFormInput {
  name: string;
  fields: readonly FormFieldInput[];
  syncTo?: readonly CrmProviderName[] | null;
  duplicatePolicy?: DuplicatePolicy | null;
  onExisting?: OnExisting | null;
  externalId?: string | null;
  idempotencyKey?: string | null;
}

const checkProviders = ({ parts }: TeamContext, names: readonly CrmProviderName[]): void => {
  for (const name of names)
    if (!parts.crm.providers[name]) throw new AppError('PROVIDER_NOT_SUPPORTED', `${name} is not supported by this installation: take it out of syncTo.`);
};

type NewForm = Pick<FormRow, 'name' | 'externalId' | 'fields' | 'syncTo' | 'duplicatePolicy' | 'onExisting'>;

const readForm = async (ctx: TeamContext, input: CreateFormInput): Promise<NewForm> => {
  const syncTo = [...new Set(input.syncTo)];
  checkProviders(ctx, syncTo);
  const defined = (await listLeadFields(ctx)).filter(({ custom }) => custom);
  const read = checkInput((faults) => ({
    name: requireLine(input.name, { field: 'name', max: FORM_NAME_MAX }, faults),
    externalId: input.externalId == null ? null : cleanLine(input.externalId, { field: 'externalId', max: EXTERNAL_ID_MAX }, faults),
    fields: readFields(input.fields, new Set(defined.map((field) => field.name)), faults),
  }));
  return { ...read, syncTo, duplicatePolicy: input.duplicatePolicy ?? 'UPDATE', onExisting: input.onExisting ?? 'FILL_IF_EMPTY' };
};

/** The form as it is known to the member who meets it again. */
const taken = ({ id, publicId, name, externalId }: FormRow) =>
  new AppError('CONFLICT', 'Another form has this externalId: use that form, or take another id.', { current: { id, publicId, name, externalId } });

const insertForm = async (tx: Tx, form: NewForm): Promise<string> => {
  const { externalId } = form;
  const now = tx.clock.now();
  if (externalId !== null) {
    // Two at once: the second waits here for the first to commit, and finds it.
    await tx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`form external-id ${tx.actor.teamId} ${externalId}`]);
    const other = await tx.em.findOne(Form, { externalId });
    if (other) throw taken(other);
  }
  const created = tx.em.create(Form, { ...form, id: newId('form'), teamId: tx.actor.teamId, publicId: newPublicId(), version: 1, createdAt: now, updatedAt: now });
  tx.em.persist(created);
  await tx.em.flush();
  return created.id;
};

/**
 * A new form, ready to be submitted at its public address. The same `idempotencyKey` within 24 hours gives the first
 * one again.
 * @throws AppError FORBIDDEN; BAD_USER_INPUT; PROVIDER_NOT_SUPPORTED; CONFLICT for an external id that is taken
 */
export const createForm = async (ctx: TeamContext, { idempotencyKey, ...input }: CreateFormInput): Promise<FormRow> => {
  if (!canCreateForm(ctx.actor)) throw refuse(ctx.actor, 'create forms', 'forms:write');
  const form = await readForm(ctx, input);
  return inTransaction(ctx, async (tx) => {
    const id = await once(tx, { operation: 'createForm', key: idempotencyKey, request: input }, () => insertForm(tx, form));
    return tx.em.findOneOrFail(Form, { id });
  });
};
