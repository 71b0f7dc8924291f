import type { CreateMarks, CrmProperties, CrmProvider, CrmSession } from '../../crm/crm-provider.ts';
import type { PushSource } from './to-push-row.ts';

/** What is known of a provider's marks before the account is asked. */
export const usualMarks = ({ contactProperties: { email } }: Pick<CrmProvider, 'contactProperties'>): CreateMarks => ({ email });

/** By what new records of an object are known again. */
export const readMarks = async (provider: CrmProvider, session: CrmSession, object: string): Promise<CreateMarks> =>
  (await provider.readMarks?.(session, object)) ?? usualMarks(provider);

interface Creator {
  provider: Pick<CrmProvider, 'allowsDuplicates'>;
  marks: CreateMarks;
}

/** Whether a row asks for a record of its own, beside whatever has its e-mail. */
export const isBesideOthers = ({ state }: Pick<PushSource, 'state'>, { allowsDuplicates }: Pick<CrmProvider, 'allowsDuplicates'>): boolean =>
  state.externalId === null && state.duplicatePolicy === 'CREATE_NEW' && allowsDuplicates === true;

/** Whether a repeated create finds what the first has made. A record of its own, beside others of its e-mail, is not told by that. */
export const isFoundAgain = (source: PushSource, { provider, marks }: Creator): boolean =>
  marks.key !== undefined || (marks.email !== undefined && source.subject.emailKey !== null && !isBesideOthers(source, provider));

/** A row's properties as an update sends them. */
export const asUpdated = (properties: CrmProperties, { spell }: CreateMarks): CrmProperties => spell?.(properties) ?? properties;

/** As a create sends them: with the e-mail, also where nothing is mapped to it, and with our key where the object has a field for it. */
export const asCreated = (properties: CrmProperties, marks: CreateMarks, { id, emailKey }: PushSource['subject']): CrmProperties => {
  const { email, key } = marks;
  const sent = asUpdated(properties, marks);
  const address = email === undefined || emailKey === null || sent[email] ? {} : { [email]: emailKey };
  return { ...sent, ...address, ...(key !== undefined && { [key]: id }) };
};
