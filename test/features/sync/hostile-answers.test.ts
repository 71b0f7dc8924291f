import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Stream } from '../../support/app.ts';
import { crmKits, type Fault } from '../../support/crm/crm-kits.ts';
import { openSyncDoors, type AnySyncDoor } from './sync-door.ts';

/** Above what a sandbox needs on a busy machine. */
const CRM_TIMEOUT_MS = '3000';
const BOMB_BYTES = 64 * 1_048_576;
const john = { name: 'John Doe', email: 'john@example.com' };

let doors: Awaited<ReturnType<typeof openSyncDoors>>;
/** Another host, and what it was asked for. */
let elsewhere: Server;
let elsewhereUrl: string;
const asked: unknown[] = [];
beforeAll(async () => {
  doors = await openSyncDoors({ env: { CRM_TIMEOUT_MS } });
  elsewhere = createServer((request, response) => {
    asked.push([request.method, request.url, request.headers.authorization]);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  elsewhereUrl = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/taken`;
});
afterAll(async () => {
  elsewhere.close();
  await doors.close();
});

/** `after`: the contact is made, and only the answer is hostile. */
const moments = [false, true];

describe.each(crmKits)('an answer of $name', (kit) => {
  let door: AnySyncDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(() => door.begin());
  afterEach(() => door.sandbox.clearFaults());

  const errorInside = kit.provider === 'HUBSPOT' ? '{"status":"error","category":"VALIDATION_ERROR","message":"bad"}' : '[{"errorCode":"UNKNOWN_EXCEPTION","message":"bad"}]';
  const hostile: [what: string, fault: () => Fault, code: string][] = [
    ['that sends us to another host with a 302', () => ({ redirect: elsewhereUrl }), 'UNKNOWN'],
    ['that sends us to another host with a 307', () => ({ redirect: elsewhereUrl, status: 307 }), 'UNKNOWN'],
    ['that unpacks to 64 MiB', () => ({ gzipBytes: BOMB_BYTES }), 'UNKNOWN'],
    ['that never begins', () => ({ hang: 'HEADERS' }), 'TIMEOUT'],
    ['that never ends', () => ({ hang: 'BODY' }), 'TIMEOUT'],
    ['that breaks off', () => ({ status: 200, body: '[{"id":', dropConnection: true }), 'NETWORK'],
    ['that is half of its JSON', () => ({ status: 200, body: '[{"id":' }), 'PROVIDER_DOWN'],
    ['that has an error inside', () => ({ status: 200, body: errorInside }), 'PROVIDER_DOWN'],
    ['that is a page', () => ({ status: 200, body: '<html><body>Welcome to the network</body></html>' }), 'PROVIDER_DOWN'],
    ['that is empty', () => ({ status: 200, body: '' }), 'PROVIDER_DOWN'],
  ];

  const shownAs = (syncs: Stream) => syncs.events.filter(({ status }) => ['RETRYING', 'FAILED'].includes(status as string)).map(({ attempt }) => attempt.errors[0].code as string);
  /** Syncs until it has succeeded; what went wrong before that. */
  const syncOver = async (): Promise<string[]> => {
    const lead = await door.createLead(john);
    const syncs = await door.follow();
    await door.sync(lead);
    const { status } = await door.endOf(syncs, lead);
    await door.sandbox.clearFaults();
    // Whatever is not tried again by itself is by a person.
    if (status === 'FAILED') expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED' });
    else expect(status).toBe('SUCCEEDED');
    return shownAs(syncs);
  };
  const expectOneContact = async () => {
    expect(await door.sandbox.contacts()).toMatchObject([{ properties: { [kit.fields.email]: john.email } }]);
  };

  describe.each(moments)('to a create, with the work done: %s,', (after) => {
    it.each(hostile)('[G7] [I7] %s ends the try with its code, loses nothing, and the next one leaves one contact', async (_, fault, code) => {
      await door.sandbox.fault({ ...kit.at.create, after, ...fault() });
      expect(await syncOver()).toEqual([code]);
      await expectOneContact();
      expect(asked).toEqual([]);
    });
  });

  it.each(['look', 'token'] as const)('[G7] [E3] to %s, that sends us elsewhere, takes no token along', async (place) => {
    await door.sandbox.expireTokens();
    await door.sandbox.fault({ ...kit.at[place], redirect: elsewhereUrl, status: 307 });
    // Who comes within the pause after a renewal that failed is told the same again.
    expect(new Set(await syncOver())).toEqual(new Set(['UNKNOWN']));
    await expectOneContact();
    expect(asked).toEqual([]);
  });
});
