import { startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

let app: TestApp;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app.stop());

const everything = `subscription {
  leadUpdated {
    id type cursor occurredAt publishedAt actor { kind id name email role } team { id name }
    action leadId changedFields previous previousOwner { id name } leftFilter
    lead { id name email phone owner { id name email } customFields version crmLinks { provider } syncAttempts(first: 5) { nodes { id } pageInfo { hasNextPage } } }
  }
}`;

describe('a delivery of the whole application', () => {
  it('[B4] [B20] fills relations too, for a member and nobody in particular, without an error', async () => {
    const owner = await app.signUp('Olga');
    const stream = await app.subscribe(owner.token, everything);
    const { createLead } = await app.ask(
      'mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor lead { id } } }',
      { input: { name: 'Ada', email: 'ada@example.com', phone: '+4930901820', ownerId: owner.userId } },
      owner.token,
    );
    await until('the event is there', () => stream.results.length > 0);
    expect(stream.results[0]?.errors).toBeUndefined();
    expect(stream.results[0]?.extensions).toEqual({ cursor: createLead.cursor as string });
    expect(stream.events[0]).toMatchObject({
      type: 'LEAD_CREATED', action: 'CREATED', leadId: createLead.lead.id as string, cursor: createLead.cursor as string,
      actor: { kind: 'USER', id: owner.userId, name: 'Olga', role: 'OWNER' },
      team: { id: owner.teamId, name: 'Team of Olga' },
      lead: { name: 'Ada', owner: { id: owner.userId, email: owner.email }, crmLinks: [], syncAttempts: { nodes: [] } },
    });
  });

  it('[B20] starts at the cursor of a list, and polls the same events', async () => {
    const owner = await app.signUp();
    const create = (name: string) => app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }', { input: { name } }, owner.token);
    await create('listed');
    const { leads } = await app.ask('{ leads { nodes { name } streamCursor } }', {}, owner.token);
    await create('streamed');
    const stream = await app.subscribe(owner.token, 'subscription ($after: Cursor) { leadUpdated(after: $after) { id lead { name } } }', { variables: { after: leads.streamCursor as string } });
    await until('the event is there', () => stream.events.length > 0);
    const { events } = await app.ask('query ($after: Cursor!) { events(after: $after) { nodes { id ... on LeadEvent { lead { name } } } } }', { after: leads.streamCursor as string }, owner.token);
    expect(stream.events).toEqual(events.nodes);
    expect(stream.events).toMatchObject([{ lead: { name: 'streamed' } }]);
  });
});
