import { inTransaction } from '../../../src/database/in-transaction.ts';
import type { Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

/** Tries of a fault that passes come fast, and give up waiting for HubSpot soon. */
const env = { SYNC_RETRY_MIN_MS: '10', SYNC_RETRY_MAX_MS: '50', SYNC_SWEEP_MS: '100', CRM_TIMEOUT_MS: '1000' };
let door: SyncDoor;
beforeAll(async () => { door = await openSyncDoor({ env }); });
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

const { create, calls } = { create: '/crm/*/batch/create', calls: '/crm/objects/*' };
const always = (fault: Json) => door.sandbox.fault({ times: null, ...fault });
const map = (mapping: Json) => door.ask('mutation ($mapping: JSONObject) { saveFieldMapping(input: { provider: HUBSPOT, mapping: { mapping: $mapping } }) { problems { code } } }', { mapping });
const errors = async () => (await door.ask('{ syncErrors(provider: HUBSPOT) { code count affectedLeads hint } }')).syncErrors as Json[];

/** What makes HubSpot answer so, and what people read on the list. */
const codes: [string, () => Promise<unknown>, string, Json?][] = [
  ['AUTH_EXPIRED', () => door.sandbox.control('POST', '/revoke-tokens'), 'onnect'],
  ['RATE_LIMITED', () => always({ path: calls, status: 429, body: '{"status":"error"}' }), 'tried again'],
  ['VALIDATION', () => always({ path: create, status: 400 }), 'rules of the HubSpot account'],
  ['DUPLICATE', () => always({ path: create, status: 409 }), 'Merge'],
  ['DUPLICATE_NOT_ALLOWED_BY_PROVIDER', () => door.sandbox.control('POST', '/contacts', { properties: { email: 'ada@example.com' } }), 'UPDATE or SKIP', { duplicatePolicy: 'CREATE_NEW' }],
  ['NOT_FOUND', () => always({ path: create, status: 404 }), 'Check the object'],
  ['PERMISSION', () => always({ path: create, status: 403 }), 'grant these scopes'],
  ['NETWORK', () => always({ path: calls, dropConnection: true }), 'check the network'],
  ['TIMEOUT', () => always({ path: calls, delayMs: 1_500 }), 'tried again'],
  ['PROVIDER_DOWN', () => always({ path: calls, status: 503 }), 'tried again'],
  ['MAPPING', async () => {
    await door.sandbox.addProperty('roof');
    await map({ email: 'email', name: 'roof' });
    await door.sandbox.removeProperty('roof');
  }, 'map to one that exists'],
  ['UNKNOWN', () => always({ path: create, status: 418 }), 'Look at the recorded exchange'],
];

describe('each kind of fault, at HubSpot', () => {
  it.each(codes)('[I9] %s is listed with what to do', async (code, arrange, hint, options = {}) => {
    const lead = await door.createLead({ name: 'Ada', email: 'ada@example.com' });
    await arrange();
    await door.sync(lead, { wait: false, ...options });
    // While it is tried once more it tells no fault.
    const failed = await until('it has failed', async () => (await door.attempts(lead)).find(({ errors }) => (errors as Json[]).length > 0));
    expect(failed).toMatchObject({ errors: [{ code, hint: expect.stringContaining(hint) as string }] });
    // As if what passes had been tried nine times: HubSpot, asked to slow down, keeps us waiting for each.
    await inTransaction(door.system(), ({ em }) => em.execute('update sync_states set tries = 9 where tries between 1 and 9'));
    await until('it is listed', async () => (await errors()).length > 0, 30_000);
    expect(await errors()).toEqual([{ code, count: 1, affectedLeads: 1, hint: expect.stringContaining(hint) as string }]);
  }, 45_000);
});
