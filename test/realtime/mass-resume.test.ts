import type { TestApp, Session } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { RawClient } from './raw-client.ts';

const TEAMS = 4;
const CLIENTS = 60;
const EVENTS = 20;

let app: TestApp;
beforeAll(async () => { app = await startApp({ env: { COST_PER_MINUTE: '1000000', WS_MAX_MESSAGES_PER_SECOND: '100000' } }); });
afterAll(() => app.stop());

/** Statements that are sent while `work` runs, by their first words. */
const statementsDuring = async (work: () => Promise<unknown>): Promise<string[]> => {
  const connection = app.app.parts.base.parts.database.orm.em.getDriver().getConnection();
  const execute = connection.execute.bind(connection);
  const sent: string[] = [];
  connection.execute = (...args) => {
    sent.push((typeof args[0] === 'string' ? args[0] : '').trim().replaceAll(/\s+/g, ' ').slice(0, 60));
    return execute(...args);
  };
  try {
    await work();
  } finally {
    connection.execute = execute;
  }
  return sent;
};

const createLead = (name: string, { token }: Session) => app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }', { input: { name } }, token);

describe('clients that come back all at once', () => {
  it('[B9] share what is read for them, and miss nothing', async () => {
    const teams: { owner: Session; after: string }[] = [];
    for (let team = 0; team < TEAMS; team += 1) {
      const owner = await app.signUp();
      const { createLead: first } = await createLead('before', owner);
      for (let event = 0; event < EVENTS; event += 1) await createLead(`missed ${String(event)}`, owner);
      teams.push({ owner, after: first.cursor as string });
    }
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => RawClient.open(`${app.url.replace('http', 'ws')}/graphql`)));
    const sent = await statementsDuring(async () => {
      await Promise.all(clients.map(async (client, at) => {
        const { owner, after } = teams[at % TEAMS]!;
        client.send({ type: 'connection_init', payload: { token: owner.token } });
        await client.frame('connection_ack');
        client.subscribe('1', 'subscription { leadUpdated { lead { name } } }', { extensions: { after } });
        const names: unknown[] = [];
        while (names.length < EVENTS) names.push(((await client.next('1')).data?.['leadUpdated'] as { lead: { name: string } }).lead.name);
        expect(names).toEqual(Array.from({ length: EVENTS }, (__, event) => `missed ${String(event)}`));
      }));
    });
    const works = sent.filter((text) => !/^(select set_config|begin|commit|rollback|start transaction|set )/i.test(text));
    const [sessions, pages] = [works.filter((text) => text.includes('s.id as sid')), works.filter((text) => text.includes('payload, occurred_at'))];
    // The sessions of a slice are one read, and so are the events of a team.
    expect(sessions.length).toBeLessThan(CLIENTS / 6);
    expect(pages.length).toBeLessThanOrEqual(2 * TEAMS);
    for (const client of clients) client.close();
    await until('all are gone', async () => /^leadwire_sockets 0$/m.test(await (await fetch(`${app.url}/metrics`)).text()));
  });
});
