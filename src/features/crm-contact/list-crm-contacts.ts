import { contactPartsOf } from '../../crm/contact-parts.ts';
import type { CrmProviderName, CrmRecord, CrmSession, RecordPage, RecordQuery } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { connectionOf, PAGE_MAX, readPage, type Connection } from '../../graphql/connection.ts';
import { AppError } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { cleanLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { hasScope, refuse } from '../account/index.ts';
import { providerNames } from '../credential/index.ts';
import { askCrm, canReadIntegrations, requireConnected, requireProvider } from '../integration/index.ts';
import { findMapping, readCrmFields } from '../mapping/index.ts';
import { cursorOf, KEY_LENGTH, placeOf, type ContactList, type ContactPlace } from './contact-place.ts';
import { toCrmContact, type CrmContact } from './to-crm-contact.ts';

export interface CrmContactsQuery {
  provider: CrmProviderName;
  first?: number | null;
  after?: string | null;
  search?: string | null;
}

/** Longest search text. */
const SEARCH_MAX = 200;

type ReadPage = (session: CrmSession, query: Pick<RecordQuery, 'first' | 'after'>) => Promise<RecordPage>;

interface Found {
  /** The first of the records. */
  from: ContactPlace;
  records: CrmRecord[];
  /** Where the CRM's next page begins; null: this was the last. */
  next: string | null;
}

const readFrom = async (session: CrmSession, read: ReadPage, from: ContactPlace, limit: number): Promise<Found> => {
  const { records, after: next } = await read(session, { first: Math.min(from.skip + limit, PAGE_MAX), ...(from.after !== null && { after: from.after }) });
  const found = records.slice(from.skip);
  // What was the end of the list when the cursor was given out may have been followed by more since.
  return found.length === 0 && from.skip > 0 && next !== null ? readFrom(session, read, { after: next, skip: 0 }, limit) : { from, records: found, next };
};

const connect = (list: ContactList, { from, records, next }: Found, toContact: (record: CrmRecord) => CrmContact): Connection<CrmContact> => {
  const end = next === null ? null : cursorOf(list, { after: next, skip: 0 });
  const cursorBehind = (index: number) => (index === records.length - 1 && end !== null ? end : cursorOf(list, { after: from.after, skip: from.skip + index + 1 }));
  const connection = connectionOf(
    records.map((record, index) => ({ cursor: cursorBehind(index), node: toContact(record) })),
    { hasNextPage: next !== null, hasPreviousPage: from.after !== null || from.skip > 0 },
  );
  return end === null ? connection : { ...connection, pageInfo: { ...connection.pageInfo, endCursor: end } };
};

/**
 * A page of the contacts that a CRM holds, asked there now and kept nowhere, in the CRM's own order.
 * @throws AppError FORBIDDEN; NOT_SUPPORTED_YET for a CRM whose contacts cannot be listed; RECONNECT_REQUIRED;
 *   BAD_USER_INPUT for a bad page, a cursor of another list, or a search that is too long; and as the provider failed
 */
export const listCrmContacts = async (ctx: TeamContext, { provider: name, search, ...args }: CrmContactsQuery): Promise<Connection<CrmContact>> => {
  if (!canReadIntegrations(ctx.actor) || !hasScope(ctx.actor, 'leads:read')) throw refuse(ctx.actor, 'see contacts of a CRM', 'integrations:read', 'leads:read');
  const provider = requireProvider(ctx, name);
  const listRecords = provider.listRecords?.bind(provider);
  if (!listRecords) throw new AppError('NOT_SUPPORTED_YET', `Contacts of ${providerNames[name]} cannot be listed yet.`);
  const { limit, from } = readPage(args, { keyLength: KEY_LENGTH });
  const words = search == null ? null : checkInput((faults) => cleanLine(search, { field: 'search', max: SEARCH_MAX }, faults));
  const { accountId } = await inSnapshot(ctx, (snapshot) => requireConnected(snapshot, name));
  const { object, rules } = await findMapping(ctx, provider);
  const list = { teamId: ctx.actor.teamId, provider: name, object, accountId, search: words };
  const place = placeOf(list, from);
  const properties = await contactPartsOf(provider, object, async () => (await readCrmFields(ctx, provider, object, false)).fields);
  const parts = Object.values(properties);
  const others = [...new Set(rules.map(({ target }) => target))].filter((target) => !parts.includes(target));
  const read: ReadPage = (session, query) => listRecords(session, object, { ...query, ...(words !== null && { search: words }), properties: [...parts, ...others] });
  const found = await askCrm(ctx, name, (session) => readFrom(session, read, place, limit));
  return connect(list, found, (record) => toCrmContact(record, properties, others));
};
