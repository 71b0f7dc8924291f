import { EventEmitter, once } from 'node:events';
import { say } from '../../answering-server.ts';
import { rejectionOf } from '../../a-session.ts';
import { aRow } from './a-row.ts';
import { contactFields, salesforceThat, type AnsweringSalesforce } from './answering-salesforce.ts';

let salesforce: AnsweringSalesforce;
afterEach(async () => {
  vi.restoreAllMocks();
  await salesforce.close();
});

const start = async (...says: Parameters<typeof salesforceThat>): Promise<AnsweringSalesforce> => (salesforce = await salesforceThat(...says));

const described = () => salesforce.asked().filter((operation) => operation === 'describe').length;

describe('what an object is made of', () => {
  it('[G3] is read by each who asks at the same time: one who leaves takes it from nobody else', async () => {
    const asked = new EventEmitter();
    const { salesforce: provider, session } = await start(
      { describe: (_, earlier) => (response) => { if (earlier > 0) say(response, 200, { fields: contactFields }); asked.emit('describe'); } },
      { apiVersion: 'v68.0' },
    );
    const person = new AbortController();
    const leaving = rejectionOf(provider.listRecords!({ ...session, signal: person.signal }, 'Contact', { first: 1, properties: [] }));
    await once(asked, 'describe');
    const pushed = provider.pushMany(session, 'Contact', [aRow('a')]);
    person.abort(new Error('the person has left'));

    await expect(leaving).resolves.toMatchObject({ message: 'the person has left' });
    await expect(pushed).resolves.toMatchObject([{ key: 'a', action: 'CREATED' }]);
  });

  it('[G3] is kept for a minute, however busy the connection is, and then read again', async () => {
    const { push } = await start();
    let passed = 0;
    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() + passed);
    await push([aRow('a')]);
    passed = 40_000;
    await push([aRow('b')]);
    expect(described()).toBe(1);
    passed = 80_000;
    await push([aRow('c')]);
    expect(described()).toBe(2);
  });
});
