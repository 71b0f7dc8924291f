import { until } from '../../support/until.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

const MINUTE = 60_000;
const RETRY_MAX_MS = 4 * MINUTE;
let moved = 0;

let door: SyncDoor;
beforeAll(async () => {
  door = await openSyncDoor({
    clock: { now: () => new Date(Date.now() + moved) },
    env: { SYNC_RETRY_MIN_MS: '1000', SYNC_RETRY_MAX_MS: String(RETRY_MAX_MS), ACCESS_TOKEN_SECONDS: '86400' },
  });
});
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

const newForm = async (): Promise<string> => {
  const fields = [{ name: 'email', label: 'E-mail', type: 'EMAIL', required: true }];
  return (await door.ask('mutation ($input: CreateFormInput!) { createForm(input: $input) { form { publicId } } }', { input: { name: 'Contact us', fields, syncTo: ['HUBSPOT'] } })).createForm.form.publicId as string;
};
const post = (publicId: string, email: string) =>
  fetch(`${door.app.url}/forms/${publicId}/submissions`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ email }) });

describe('a CRM that is down for ten minutes', () => {
  it.each([
    ['answers 503', { status: 503 }],
    ['drops every connection', { dropConnection: true }],
  ])('[D6] [I7] and %s: every visitor is thanked, and every lead is there afterwards, once', async (_, fault) => {
    const form = await newForm();
    const syncs = await door.follow();
    const retries = () => syncs.events.filter(({ status }) => status === 'RETRYING').length;
    await door.sandbox.fault({ path: '/crm/*', times: null, ...fault });
    const thanked: number[] = [];
    for (let minute = 0; minute < 10; minute += 1) {
      const before = retries();
      thanked.push((await post(form, `minute-${String(minute)}@example.com`)).status);
      // Longer than the longest pause, so that what waits is tried in vain again.
      moved += minute % 5 === 4 ? RETRY_MAX_MS + MINUTE : MINUTE;
      await until('something has been tried in vain', () => retries() > before);
    }
    expect(thanked).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await door.sandbox.contacts()).toHaveLength(0);
    expect(syncs.events.filter(({ status }) => status === 'FAILED')).toEqual([]);
    await door.sandbox.clearFaults();
    moved += RETRY_MAX_MS + MINUTE;
    await until('every lead is there', () => syncs.events.filter(({ status }) => status === 'SUCCEEDED').length === 10);
    const emails = (await door.sandbox.contacts()).map(({ properties }) => properties.email);
    expect(emails.sort()).toEqual(Array.from({ length: 10 }, (__, minute) => `minute-${String(minute)}@example.com`));
  });
});
