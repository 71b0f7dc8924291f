import { startApp, type Session, type TestApp } from '../support/app.ts';
import { itInChromium, openOffline } from '../support/chromium.ts';
import { servePage } from '../support/serve-page.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

const PATIENCE_MS = 120_000;

/** A front end that is set up as docs/CLIENTS.md says, with everything over the one socket. */
const page = (url: string, token: string) => `
  import { createElement as h, useEffect } from 'react';
  import { createRoot } from 'react-dom/client';
  import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
  import { ApolloProvider, useQuery } from '@apollo/client/react';
  import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
  import { followLeads } from './clients/apollo/follow-leads.ts';
  import { resumeLink } from './clients/apollo/resume-link.ts';
  import { typePolicies } from './clients/apollo/type-policies.ts';
  import { leadwireClient } from './clients/graphql-ws/leadwire-client.ts';
  import { LeadListDocument } from './clients/generated/operations.ts';

  window.asked = [];
  window.connections = 0;
  const socket = leadwireClient({ url: ${JSON.stringify(url)}, token: () => ${JSON.stringify(token)} });
  socket.on('connected', () => { window.connections += 1; });
  const counting = new ApolloLink((operation, forward) => { window.asked.push(operation.operationName); return forward(operation); });
  const live = resumeLink({ readAgain: () => client.refetchQueries({ include: 'active' }) }).concat(new GraphQLWsLink(socket));
  const cache = new InMemoryCache({ typePolicies });
  const client = new ApolloClient({ cache, link: counting.concat(live) });
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

describe('a React list with the shipped client and link', () => {
  itInChromium('[B8] [B9] shows what happened while its socket was cut, and does not ask for the list again', async () => {
    const ada = await createLead('Ada');
    const proxy = await startTcpProxy(Number(new URL(app.url).port));
    const site = await servePage(page(`ws://127.0.0.1:${String(proxy.port)}/graphql`, owner.token));
    await using browser = await openOffline(site.url);
    const shows = (text: string) => browser.page.getByText(text, { exact: true }).waitFor();
    await shows('Leads: Ada.');
    await until('it is connected', () => browser.page.evaluate('window.connections === 1'));
    await proxy.cut();
    await createLead('Grace');
    await app.ask('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', { input: { id: ada, name: 'Ada Byron' } }, owner.token);
    await proxy.restore();
    await shows('Leads: Grace, Ada Byron.');
    expect(await browser.page.evaluate('[window.connections, window.asked]')).toEqual([2, ['LeadList', 'LeadChanges']]);
    site.close();
    await proxy.close();
  }, PATIENCE_MS);
});
