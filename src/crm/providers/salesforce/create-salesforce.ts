import type { CrmProperties, CrmProvider, CrmSession, PushRow } from '../../crm-provider.ts';
import { adoptToken } from './adopt-token.ts';
import { NEWEST_VERSION } from './api-version.ts';
import { authorizationUrl } from './authorization-url.ts';
import { salesforceCall } from './call.ts';
import { contactProperties, contactPropertiesOf } from './contact-properties.ts';
import { knownObject } from './describe-object.ts';
import { exchangeCode } from './exchange-code.ts';
import { findMany } from './find-many.ts';
import { keyFieldOf } from './key-field.ts';
import { listFields } from './list-fields.ts';
import { listRecords } from './list-records.ts';
import { takesObject } from './object-name.ts';
import { pushMany } from './push-many.ts';
import { readAccount } from './read-account.ts';
import { readShortcomings } from './read-shortcomings.ts';
import { recordUrl } from './record-url.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { revokeTokens } from './revoke-tokens.ts';
import { requiredScopes } from './scopes.ts';
import { salesforceSettings, type SalesforceOptions } from './settings.ts';
import { spellForPeople, unknownNames } from './spell-properties.ts';
import { MAX_BATCH } from './write-collection.ts';

const defaultMapping = { email: 'Email', name: 'LastName', phone: 'Phone', title: 'Title' };

/** A lead has its company in itself; a contact's is an account of its own. */
const defaultMappings = { Lead: { ...defaultMapping, company: 'Company' } };

/** Salesforce over plain fetch, on the newest API version that both sides know unless told otherwise. Written from Salesforce's documentation of 2026. */
export const createSalesforce = (options: SalesforceOptions): CrmProvider => {
  const settings = salesforceSettings(options);
  const { externalIdField, pace } = settings;
  const at = async (session: CrmSession, name: string, rows: readonly PushRow[] = []) => {
    const call = salesforceCall(settings, session);
    const known = await knownObject(call, session.tokens, name);
    const isOld = rows.some(({ properties }) => unknownNames(known, properties).length > 0);
    const object = isOld ? await knownObject(call, session.tokens, name, true) : known;
    return { call, object, keyField: keyFieldOf(object, externalIdField) };
  };
  return {
    name: 'SALESFORCE',
    defaultObject: 'Contact',
    takesObject,
    objects: 'Contact, Lead, or a custom object ending in __c',
    apiVersion: settings.apiVersion ?? `v${NEWEST_VERSION}.0`,
    ...(options.environment && { environment: options.environment }),
    requiredScopes,
    batchSize: MAX_BATCH,
    usesPkce: true,
    defaultMapping,
    defaultMappings,
    contactProperties,
    contactPropertiesOf,
    oneWordName: 'LAST',
    allowsDuplicates: true,
    pace,
    authorizationUrl: (input) => authorizationUrl(settings, input),
    exchangeCode: (input, signal) => exchangeCode(settings, input, signal),
    adoptToken: (input, signal) => adoptToken(settings, input, signal),
    refreshTokens: (tokens, signal) => refreshTokens(settings, tokens, signal),
    revokeTokens: (tokens, signal) => revokeTokens(settings, tokens, signal),
    readAccount: (session) => readAccount(settings, session),
    readShortcomings: async (session, name) => readShortcomings((await at(session, name)).object, externalIdField),
    listFields: (session, object) => listFields(salesforceCall(settings, session), object),
    listRecords: async (session, name, query) => {
      const { call, object } = await at(session, name);
      return listRecords(call, object, query);
    },
    findMany: async (session, name, rows, properties) => {
      if (rows.length === 0) return new Map();
      const { call, object, keyField } = await at(session, name);
      return findMany(call, object, { rows, properties, keyField });
    },
    readMarks: async (session, name) => {
      const { object, keyField } = await at(session, name);
      const spell = (properties: CrmProperties) => spellForPeople(object, properties);
      return { ...(object.email?.createable && { email: object.email.name }), ...(keyField && { key: keyField.name }), spell };
    },
    pushMany: async (session, name, rows) => (rows.length === 0 ? [] : pushMany({ ...(await at(session, name, rows)), creating: session.creating }, rows)),
    recordUrl: (tokens, _object, externalId) => recordUrl(settings, tokens, externalId),
  };
};
