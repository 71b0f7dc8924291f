import { until } from '../../support/until.ts';
import { attemptOf, kinds, leadOf, policyOf, variants, type Kind } from './crash-points.ts';
import { openSyncDoors, type AnySyncDoor } from './sync-door.ts';

let doors: Awaited<ReturnType<typeof openSyncDoors>>;
beforeAll(async () => { doors = await openSyncDoors(); });
afterAll(() => doors.close());

describe.each(variants)('a call to $name that fails', ({ kit, prepare, ends }) => {
  let door: AnySyncDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(async () => { await door.begin(() => prepare(door.sandbox)); });

  /** With a key of ours it is another address. */
  const create = () => (ends.NO_E_MAIL === 'MET' ? { method: 'PATCH', path: '*/composite/sobjects/*' } : kit.at.create);
  const sync = async (kind: Kind) => door.sync(await door.createLead(leadOf(kind)), { duplicatePolicy: policyOf(kind) });
  const contactsOf = async (kind: Kind) =>
    (await door.sandbox.contacts()).filter(({ properties }) => properties[kit.fields.email] === (leadOf(kind).email ?? null) || (kind === 'NO_E_MAIL' && !properties[kit.fields.email]));

  it.each([
    ['before it was sent, as the look for the contact gets no answer', () => door.sandbox.fault({ ...kit.at.look, dropConnection: true })],
    ['before anything was done, as the CRM does not take the token', () => door.sandbox.fault({ ...create(), status: 401 })],
    ['while tokens are being renewed, and the answer with the new ones is late', async () => {
      await door.sandbox.expireTokens();
      await door.sandbox.fault({ ...kit.at.token, after: true, delayMs: 300 });
    }],
  ])('[I7] [G8] %s, is made again and creates one contact', async (_, fail) => {
    for (const kind of kinds) {
      await fail();
      const attempt = await sync(kind);
      const contacts = await contactsOf(kind);
      expect([kind, contacts.length, attempt]).toMatchObject([kind, 1, { status: 'SUCCEEDED', action: 'CREATED', contactId: contacts[0]?.id, errors: [] }]);
      await door.sandbox.clearFaults();
    }
  });

  it.each([
    ['whose answer is lost', { dropConnection: true }],
    ['whose answer is an error, though it was done', { status: 502 }],
  ])('[I7] [G8] %s is not made a second time, by any policy', async (_, fault) => {
    for (const kind of kinds) {
      await door.sandbox.fault({ ...create(), after: true, ...fault });
      const attempt = await sync(kind);
      const contacts = await contactsOf(kind);
      expect([kind, contacts.length, attempt]).toMatchObject([kind, 1, attemptOf(ends[kind], contacts[0]?.id)]);
      await door.sandbox.clearFaults();
    }
  });

  it('[I3] [I7] and what somebody else has created before the repeat is left alone by SKIP', async () => {
    const leadId = await door.createLead(leadOf('SKIP'));
    await door.sandbox.fault({ ...create(), status: 502, delayMs: 500 });
    const syncing = door.sync(leadId, { duplicatePolicy: 'SKIP' });
    await until('nothing was found', async () => (await door.sandbox.requests()).some(kit.isLook));
    const other = await door.sandbox.plant({ [kit.fields.email]: leadOf('SKIP').email as string, [kit.fields.lastName]: 'Somebody Else' });
    expect(await syncing).toMatchObject({ status: 'SKIPPED', action: 'SKIPPED', contactId: other });
    expect(await door.sandbox.contacts()).toMatchObject([{ properties: { [kit.fields.lastName]: 'Somebody Else' } }]);
  });
});
