import { until } from '../../support/until.ts';
import { begins, down, invalid, openErrorDoor, unmapped, unsure, type ErrorDoor } from './error-door.ts';

let door: ErrorDoor;
beforeAll(async () => { door = await openErrorDoor(); });
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

describe('what fails now', () => {
  it('[I9] is listed by code, with what to do, until it arrives', async () => {
    const before = new Date().toISOString();
    const first = await door.failing('a', invalid);
    await door.failing('b', invalid);
    await door.failing('c', unmapped);
    const [validation, mapping] = await door.errors();
    expect(validation).toMatchObject({ code: 'VALIDATION', count: 2, affectedLeads: 2, hint: 'Correct the number.' });
    expect(mapping).toMatchObject({ code: 'MAPPING', count: 1, affectedLeads: 1, hint: expect.stringContaining('Mend the mapping') as string });
    expect(before <= validation!.firstSeen && validation!.firstSeen < validation!.lastSeen && validation!.lastSeen < mapping!.firstSeen).toBe(true);
    // It fails once more: it is still the one that has failed for the longest.
    door.crm.state.judge = () => ({ ...invalid, hint: 'Correct the other number.' });
    await door.sync(first);
    const [again] = await door.errors();
    expect(again).toMatchObject({ count: 2, firstSeen: validation!.firstSeen, hint: expect.stringContaining('Correct the values that the CRM refuses') as string });
    expect(again!.lastSeen > validation!.lastSeen).toBe(true);
    door.crm.state.judge = () => null;
    await door.sync(first);
    expect(await door.counts()).toEqual([['MAPPING', 1], ['VALIDATION', 1]]);
    expect((await door.errors({ provider: 'SALESFORCE' }))).toEqual([]);
  });

  it('[I9] gives every fault something to do, also those that the CRM says nothing of', async () => {
    const lead = await door.failing('a', unmapped);
    expect((await door.attempts(lead))[0]).toMatchObject({ errors: [{ hint: expect.stringContaining('Mend the mapping') as string }] });
  });

  it('[I9] is not what will be tried again, unless that was in vain ten times', async () => {
    door.crm.state.judge = (row) => (begins(row, 'poison') ? down : null);
    const lead = await door.createLead({ name: 'p', email: 'poison@example.com' });
    const seen = await door.follow();
    await door.sync(lead, { wait: false });
    const retries = () => seen.events.filter(({ status }) => status === 'RETRYING').length;
    await until('it is tried again', () => retries() >= 1);
    if (retries() < 9) expect(await door.errors()).toEqual([]);
    await door.listed(['PROVIDER_DOWN', 1]);
    await until('ten tries were told', () => retries() >= 10);
    // Dismissed, it goes on, and stays off the list; a retry by hand finds nothing there.
    expect(await door.dismiss({ all: true })).toBe(1);
    const then = retries();
    await until('it was tried again', () => retries() > then + 1);
    expect(await door.errors()).toEqual([]);
    expect(await door.retry({ all: true })).toBe(0);
    door.crm.state.judge = () => null;
    await door.arrived(lead);
  });

  it('[I10] is retried also while it is tried in vain by itself: its pauses begin anew', async () => {
    door.crm.state.judge = () => down;
    const lead = await door.createLead({ name: 'p', email: 'poison@example.com' });
    await door.sync(lead, { wait: false });
    await door.listed(['PROVIDER_DOWN', 1]);
    await until('it is retried, between two of its own tries', async () => (await door.retry({ code: 'PROVIDER_DOWN' })) === 1);
    door.crm.state.judge = () => null;
    await door.arrived(lead);
    expect((await door.attempts(lead))).toHaveLength(1);
    expect(await door.errors()).toEqual([]);
  });
});

describe('what waits until somebody connects again', () => {
  it('[I9] [I7] is listed as AUTH_EXPIRED until somebody has', async () => {
    door.crm.state.broken = { code: 'AUTH_EXPIRED', message: 'Access was withdrawn.', retryable: false };
    const lead = await door.createLead({ name: 'a', email: 'a@example.com' });
    const contact = 'mutation { syncContact(input: { provider: HUBSPOT, contact: { email: "given@example.com" } }) { attempt { status } } }';
    // As if the connection had lost its access.
    await door.execute("update integrations set status = 'RECONNECT_REQUIRED' where team_id = ? and provider = 'HUBSPOT'", [door.session().teamId]);
    await door.wantTogether(lead);
    await door.listed(['AUTH_EXPIRED', 1]);
    expect(await door.errors()).toMatchObject([{ affectedLeads: 1, hint: expect.stringContaining('connects the CRM again') as string }]);
    expect(await door.refusal('retrySyncErrors', { all: true })).toEqual(['RECONNECT_REQUIRED']);
    door.crm.state.broken = null;
    await door.app.connectHubspot(door.session().token);
    await door.arrived(lead);
    expect(await door.errors()).toEqual([]);
    // A contact that is given directly has no row once it is through: whoever gave it was told.
    door.crm.state.judge = () => invalid;
    expect((await door.ask(contact)).syncContact.attempt).toEqual({ status: 'FAILED' });
    expect(await door.errors()).toEqual([]);
  });
});

describe('dismissSyncErrors', () => {
  it('[I10] takes failures off the list, keeps who did it, and lets them back when they fail anew', async () => {
    const [one] = [await door.failing('a', invalid), await door.failing('b', unmapped)];
    expect(await door.dismiss({ code: 'VALIDATION' })).toBe(1);
    expect(await door.counts()).toEqual([['MAPPING', 1]]);
    expect(await door.dismiss({ code: 'VALIDATION' })).toBe(0);
    const { nodes } = (await door.ask('{ auditLog(first: 5) { nodes { action actor { id } data at } } }')).auditLog;
    const [attempt] = await door.attempts(one);
    expect(nodes[0]).toMatchObject({ action: 'sync_errors.dismissed', actor: { id: door.session().userId }, data: { provider: 'HUBSPOT', code: 'VALIDATION', count: 1, attemptIds: [attempt!.id] } });
    // All of it is still there to see, and the lead fails again once it has changed.
    expect(attempt).toMatchObject({ status: 'FAILED' });
    expect(await door.retry({ code: 'VALIDATION' })).toBe(0);
    door.crm.state.judge = () => invalid;
    await door.autoSync(true);
    await door.updateLead(one, { company: 'Acme' });
    await door.listed(['MAPPING', 1], ['VALIDATION', 1]);
    await door.autoSync(false);
  });

  it('[I10] [I7] shows what may have been created again when its lead changes, which goes nowhere by itself', async () => {
    const lead = await door.failing('a', unsure);
    expect(await door.dismiss({ all: true })).toBe(1);
    expect(await door.errors()).toEqual([]);
    await door.wantTogether(lead);
    expect(await door.counts()).toEqual([['UNKNOWN', 1]]);
    expect(await door.attempts(lead)).toHaveLength(1);
  });

  it('[I10] needs no connection', async () => {
    await door.failing('a', invalid);
    await door.ask('mutation { disconnectIntegration(input: { provider: HUBSPOT }) { integration { id } } }');
    expect(await door.counts()).toEqual([['VALIDATION', 1]]);
    expect(await door.refusal('retrySyncErrors', { all: true })).toEqual(['RECONNECT_REQUIRED']);
    expect(await door.dismiss({ all: true })).toBe(1);
    expect(await door.errors()).toEqual([]);
  });
});
