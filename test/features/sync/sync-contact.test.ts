import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import type { Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { openSyncDoor, openSyncDoors, type AnySyncDoor, type SyncDoor } from './sync-door.ts';

const attemptFields = 'id success status action contactId message payload dryRun mappingVersion lead { id } diff { field before after } errors { code message hint } requests { path }';
const mutation = `mutation ($input: SyncContactInput!) { syncContact(input: $input) { attempt { ${attemptFields} } } }`;
/** As S0 has it. */
const john = { email: 'john@example.com', firstName: 'John', lastName: 'Doe', company: 'Acme Corp', phone: '+1-555-0123' };

let doors: Awaited<ReturnType<typeof openSyncDoors>>;
beforeAll(async () => { doors = await openSyncDoors({ env: { CRM_TIMEOUT_MS: '1000' } }); });
afterAll(() => doors.close());

describe.each(crmKits)('syncContact to $name', (kit) => {
  const { fields, name, provider } = kit;
  let door: AnySyncDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(async () => { await door.begin(); });

  /** Salesforce's contacts have no company of their own. */
  const doe = provider === 'HUBSPOT' ? john : { email: john.email, firstName: john.firstName, lastName: john.lastName, phone: john.phone };
  const inCrm = { [fields.email]: 'john@example.com', [fields.firstName]: 'John', [fields.lastName]: 'Doe', [fields.phone]: '+1-555-0123', ...(provider === 'HUBSPOT' && { company: 'Acme Corp' }) };
  const johnny = { [fields.email]: 'john@example.com', [fields.firstName]: 'Johnny', [fields.lastName]: 'Doe' };
  const nameless = { firstName: 'No', lastName: 'Address' };

  const syncContact = async (contact: Json = doe, options: Json = {}) =>
    (await door.ask(mutation, { input: { provider, contact, ...options } })).syncContact.attempt as Json;
  const detailsOf = async (contact: Json, options: Json = {}) => {
    const [error] = (await door.app.graphql(mutation, { input: { provider, contact, ...options } }, door.session().token)).errors;
    return (error?.extensions.details as { field: string; code: string }[] | undefined)?.map(({ field, code }) => `${field} ${code}`);
  };
  const waiting = () => door.app.app.parts.base.parts.database.orm.em.fork().execute<{ subject_id: string }[]>('select subject_id from sync_states where team_id = ?', [door.session().teamId]);

  it('[G5] brings a contact that was given directly to the CRM, and answers as it always has', async () => {
    const syncs = await door.follow();
    const attempt = await syncContact();
    const contacts = await door.sandbox.contacts();
    expect(contacts).toMatchObject([{ properties: inCrm }]);
    expect(attempt).toMatchObject({
      success: true, contactId: contacts[0]?.id, action: 'CREATED', message: `Contact created successfully in ${name}`,
      status: 'SUCCEEDED', dryRun: false, lead: null, mappingVersion: null, errors: [],
      payload: inCrm,
    });
    await until('its stages are told', () => syncs.events.at(-1)?.status === 'SUCCEEDED');
    expect(syncs.events.map(({ status, leadId }) => [status, leadId])).toEqual([['QUEUED', null], ['RUNNING', null], ['SUCCEEDED', null]]);
    expect((await door.ask('query ($id: ID!) { syncAttempt(id: $id) { id lead { id } } }', { id: attempt.id })).syncAttempt).toEqual({ id: attempt.id, lead: null });
    expect((await door.ask('{ leads { nodes { id } } }')).leads.nodes).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('[G5] minds the duplicate policy, and blanks nothing out', async () => {
    const found = await door.sandbox.plant({ ...johnny, [fields.title]: 'Buyer' });
    expect(await syncContact(doe, { duplicatePolicy: 'SKIP' })).toMatchObject({ success: true, status: 'SKIPPED', action: 'SKIPPED', contactId: found });
    expect(await syncContact({ email: ' John@Example.com', firstName: ' Jon ', lastName: null, phone: '', customFields: { [fields.title]: null, [fields.text]: 'Paris' } })).toMatchObject({ action: 'UPDATED', contactId: found });
    expect((await door.sandbox.contacts())[0]?.properties).toMatchObject({ [fields.firstName]: 'Jon', [fields.lastName]: 'Doe', [fields.title]: 'Buyer', [fields.text]: 'Paris' });
    expect(await syncContact(doe, { duplicatePolicy: 'CREATE_NEW' })).toMatchObject(
      kit.allowsDuplicates ? { success: true, status: 'SUCCEEDED', action: 'CREATED' } : { success: false, status: 'FAILED', errors: [{ code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER' }] });
    expect(await door.sandbox.contacts()).toHaveLength(kit.allowsDuplicates ? 2 : 1);
    expect(await waiting()).toEqual([]);
  });

  it('[G5] shows as a dry run what would happen, and writes nothing', async () => {
    expect(await syncContact(doe, { dryRun: true })).toMatchObject({ dryRun: true, action: 'CREATED', contactId: null, lead: null, payload: { [fields.firstName]: 'John' } });
    const found = await door.sandbox.plant({ ...johnny, [fields.text]: 'Rome' });
    expect(await syncContact({ ...doe, phone: null, ...(provider === 'HUBSPOT' && { company: null }), customFields: { [fields.text]: 'Paris' } }, { dryRun: true })).toMatchObject({
      action: 'UPDATED', contactId: found, diff: [{ field: fields.firstName, before: 'Johnny', after: 'John' }, { field: fields.text, before: 'Rome', after: 'Paris' }],
    });
    expect(await syncContact(doe, { dryRun: true, duplicatePolicy: 'SKIP' })).toMatchObject({ status: 'SKIPPED', action: 'SKIPPED' });
    expect(await door.sandbox.contacts()).toMatchObject([{ properties: { [fields.firstName]: 'Johnny' } }]);
    expect(await detailsOf(doe, { dryRun: true, idempotencyKey: 'k' })).toEqual(['idempotencyKey NOT_WITH_DRY_RUN']);
  });

  it.each([['nosuch', /has no (property|field)/], [fields.readOnly, /does not let/]])('[G5] [I12] fails as a dry run where the CRM would refuse the property %s, with advice on what was given', async (property, message) => {
    const contact = { ...doe, customFields: { [property]: 'x' } };
    const refused = { status: 'FAILED', action: 'FAILED', errors: [{ code: 'MAPPING', message: expect.stringMatching(message) as string, hint: `Leave ${property} out, or name and spell it as crmFields tells.` }] };
    expect(await syncContact(contact, { dryRun: true })).toMatchObject(refused);
    expect(await syncContact(contact)).toMatchObject(refused);
  });

  it('[G5] brings it once for one idempotencyKey, also without an e-mail and all at once', async () => {
    const attempts = await Promise.all(Array.from({ length: 5 }, () => syncContact(nameless, { idempotencyKey: 'once' })));
    expect(new Set(attempts.map(({ id }) => id as string)).size).toBe(1);
    expect(attempts.map(({ action }) => action as string)).toEqual(Array.from({ length: 5 }, () => 'CREATED'));
    expect(await door.sandbox.contacts()).toHaveLength(1);
    expect(await detailsOf({ firstName: 'Other' }, { idempotencyKey: 'once' })).toEqual([expect.stringContaining('IDEMPOTENCY_KEY_REUSED')]);
  });

  it('[G5] [G8] makes one contact of many given at once, beside a lead of the same e-mail', async () => {
    const lead = await door.createLead({ name: 'John Doe', email: 'john@example.com' });
    const attempts = await Promise.all([...Array.from({ length: 10 }, () => syncContact()), door.sync(lead)]);
    expect(attempts.map(({ success }) => success as boolean)).not.toContain(false);
    expect(await door.sandbox.contacts()).toHaveLength(1);
  });

  it('[G5] [I7] goes on by itself where the CRM cannot take it now', async () => {
    const syncs = await door.follow();
    await door.sandbox.fault({ ...kit.at.api, status: 503, times: 2 });
    expect(await syncContact()).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED' });
    expect(syncs.events.map(({ status }) => status as string)).toContain('RETRYING');
    expect(await door.sandbox.contacts()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('[G5] [I7] leaves one contact where the answer of the CRM is lost, and asks a person where nothing would find it', async () => {
    await door.sandbox.fault({ ...kit.at.create, after: true, dropConnection: true });
    expect(await syncContact()).toMatchObject({ success: true });
    expect(await door.sandbox.contacts()).toHaveLength(1);
    await door.sandbox.fault({ ...kit.at.create, after: true, dropConnection: true });
    expect(await syncContact(nameless, { idempotencyKey: 'lost' })).toMatchObject({ status: 'FAILED', errors: [{ code: 'UNKNOWN' }] });
    expect(await syncContact(nameless, { idempotencyKey: 'lost' })).toMatchObject({ status: 'FAILED' });
    expect(await door.sandbox.contacts()).toHaveLength(2);
  });

  it('[G5] tells of everything that is wrong with a contact at once', async () => {
    expect(await detailsOf({})).toEqual(['contact REQUIRED']);
    expect(await detailsOf({ email: ' ', customFields: { city: null } })).toEqual(['contact REQUIRED']);
    expect(await detailsOf({ email: 'nobody', firstName: 'a'.repeat(501), lastName: 'half \0', customFields: { 'a b': 'x', [fields.email]: 'a@b.c', city: { deep: 1 }, zip: ['1', 2] } })).toEqual([
      'contact.email EMAIL_INVALID', 'contact.firstName TOO_LONG', 'contact.lastName NOT_TEXT', 'contact.customFields NAME_INVALID',
      `contact.customFields.${fields.email} CONTRADICTION`, 'contact.customFields.city VALUE_INVALID', 'contact.customFields.zip VALUE_INVALID',
    ]);
    expect(await detailsOf({ customFields: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`p${String(index)}`, 1])) })).toEqual(['contact.customFields TOO_MANY']);
    expect(await syncContact({ firstName: 'Line\u0007\nbreak', lastName: 'Doe', customFields: { nonsense: 'x' } })).toMatchObject({ status: 'FAILED', payload: { [fields.firstName]: 'Line break' }, errors: [{ code: 'MAPPING' }] });
    expect(await door.sandbox.contacts()).toEqual([]);
  });

  it('[G5] ends with the connection that it waits for', async () => {
    const syncs = await door.follow();
    await door.sandbox.fault({ ...kit.at.api, status: 503, times: null });
    const attempt = syncContact();
    await until('it is tried again', () => syncs.events.some(({ status }) => status === 'RETRYING'));
    await door.ask('mutation ($provider: Provider!) { disconnectIntegration(input: { provider: $provider }) { integration { status } } }', { provider });
    expect(await attempt).toMatchObject({ status: 'CANCELLED', success: false });
    expect(await waiting()).toEqual([]);
  });

  it('[G5] is not given what it cannot hold', async () => {
    expect(await detailsOf({ ...doe, company: 'Acme Corp' })).toEqual(provider === 'HUBSPOT' ? undefined : ['contact.company NOT_SUPPORTED']);
  });

  it('[G5] needs a connection', async () => {
    const other = await door.app.signUp();
    const { errors } = await door.app.graphql(mutation, { input: { provider, contact: doe } }, other.token);
    expect(errors[0]?.extensions.code).toBe('RECONNECT_REQUIRED');
  });
});

const withoutList = (hubspot: CrmProvider): CrmProvider => {
  const poor: CrmProvider = { ...hubspot, contactProperties: { email: 'email' } };
  delete poor.listRecords;
  return poor;
};

describe('a CRM whose contacts have fewer parts and no list', () => {
  let poor: SyncDoor;
  beforeAll(async () => {
    poor = await openSyncDoor({ instead: withoutList });
    await poor.begin();
  });
  afterAll(() => poor.close());

  it('[G5] is not given what it cannot hold', async () => {
    const { errors } = await poor.app.graphql(mutation, { input: { provider: 'HUBSPOT', contact: john } }, poor.session().token);
    expect((errors[0]?.extensions.details as { field: string; code: string }[]).map(({ field, code }) => [field, code])).toEqual(
      ['firstName', 'lastName', 'company', 'phone'].map((part) => [`contact.${part}`, 'NOT_SUPPORTED']));
  });

  it('[G4] says that its contacts cannot be listed yet', async () => {
    const { errors } = await poor.app.graphql('{ crmContacts(provider: HUBSPOT) { nodes { id } } }', {}, poor.session().token);
    expect(errors[0]?.extensions.code).toBe('NOT_SUPPORTED_YET');
  });
});
