import { startApp, type Session, type TestApp } from '../support/app.ts';
import { itInChromium, openOffline } from '../support/chromium.ts';
import { servePage } from '../support/serve-page.ts';

const PATIENCE_MS = 120_000;

/** A list as a front end writes it: React, useQuery, and what clients/apollo/ gives it. All goes over the one socket. */
const page = (url: string, token: string) => `
  import { createElement as h, useEffect } from 'react';
  import { createRoot } from 'react-dom/client';
  import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
  import { ApolloProvider, useQuery } from '@apollo/client/react';
  import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
  import { createClient } from 'graphql-ws';
  import { followLeads } from './clients/apollo/follow-leads.ts';
  import { typePolicies } from './clients/apollo/type-policies.ts';
  import { LeadListDocument } from './clients/generated/operations.ts';

  window.asked = [];
  const socket = createClient({ url: ${JSON.stringify(url)}, connectionParams: { token: ${JSON.stringify(token)} } });
  const counting = new ApolloLink((operation, forward) => { window.asked.push(operation.operationName); return forward(operation); });
  const cache = new InMemoryCache({ typePolicies });
  const client = new ApolloClient({ cache, link: counting.concat(new GraphQLWsLink(socket)) });
  const List = () => {
    const { data, error, observable } = useQuery(LeadListDocument, { variables: { first: 20 } });
    const isThere = data !== undefined;
    useEffect(() => (isThere ? followLeads(observable, cache) : undefined), [isThere, observable]);
    if (error) return h('p', null, 'ERROR ' + error.message);
    return h('p', null, isThere ? 'Leads: ' + data.leads.edges.map(({ node }) => node.name).join(', ') + '.' : 'Waiting');
  };
  createRoot(document.body).render(h(ApolloProvider, { client }, h(List)));
`;

let app: TestApp;
let owner: Session;
beforeAll(async () => {
  app = await startApp();
  owner = await app.signUp();
});
afterAll(() => app.stop());

const createLead = async (name: string): Promise<string> =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name } }, owner.token)).createLead.lead.id;

describe('a React list over clients/apollo', () => {
  itInChromium('[Part 2: incremental cache] shows leads that are created, changed and deleted, and asks for the list once', async () => {
    const ada = await createLead('Ada');
    const site = await servePage(page(`${app.url.replace('http', 'ws')}/graphql`, owner.token));
    await using browser = await openOffline(site.url);
    const shows = (text: string) => browser.page.getByText(text, { exact: true }).waitFor();
    await shows('Leads: Ada.');
    // Whether the subscription stands already makes no difference: it begins where the list ends.
    const grace = await createLead('Grace');
    await shows('Leads: Grace, Ada.');
    await app.ask('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', { input: { id: ada, name: 'Ada Byron' } }, owner.token);
    await shows('Leads: Grace, Ada Byron.');
    await app.ask('mutation ($id: ID!) { deleteLead(input: { id: $id }) { leadId } }', { id: grace }, owner.token);
    await shows('Leads: Ada Byron.');
    expect(await browser.page.evaluate('window.asked')).toEqual(['LeadList', 'LeadChanges']);
    expect(browser.complaints).toEqual([]);
    site.close();
  }, PATIENCE_MS);
});
